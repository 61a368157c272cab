// Entry for the command line `s3-destinations`: the same rooms without VS Code.
