// The help of the command line. It fits into 80 columns.

export const usage = `Usage: s3-destinations COMMAND

  preview DEFINITION | FILE... [--format csv|tsv|json | --destination ID]
                               [--rows N | --file N]
                     write the export to standard output: all of it, the first N
                     rows of its first file, or its file number N alone
  lint DEFINITION | FILE... [--format csv|tsv|json | --destination ID]
                            [--rule NAME=SEVERITY] [--json]
                     say where readers of the export may stumble; the exit code
                     is 1 when there are errors
  push DEFINITION | FILE... [--destination ID] [--dry-run] [--json]
                            [--dropped FILE] [--single-pass]
                     deliver the export and print what was delivered;
                     with --dry-run nothing is sent
  compare DEFINITION | FILE... [--destination ID] [--with KEY | S3-URI]
                               [--by HEADER | --whole-rows] [--list N] [--json]
                     say what a push would change, row by row, against the last
                     delivery of the export; the exit codes are those of diff
  run --due [DEFINITION...] [--dry-run] [--json]
                     deliver what is due by the schedules of these definitions,
                     or of all below this folder; nothing is delivered twice
  run DEFINITION... [--dry-run] [--json]
                     deliver them now, whole and apart from their schedules
  reset DEFINITION   let the next run of an incremental export be a full one
  generate github-actions|systemd|crontab DEFINITION... [--output DIR]
                     print what runs them by their schedules without VS Code,
                     or write it to files in DIR
  uploads [--json]   list pushes that ended in the middle, as when the machine
                     failed
  resume ID [--json] carry one of them on, if its files are still the same
  abort ID           remove what it has left in the bucket
  receipts [--json]  list the last deliveries
  receipt ID         print a receipt as JSON
  verify [KEY | S3-URI | RECEIPT-ID] [--content] [--json]
                     look at delivered objects again: unchanged, changed, gone?
                     (default: those of the last delivery)
  check ID [--json]  see whether a destination can be written to, and what else
                     its credentials allow, by IAM actions
  policy ID          print the IAM policy that a destination needs at least
  list               list the destinations

A definition is a file NAME.s3export.json. It names segment and destination, and
has a field for each of the options from --segment-id to --input-encoding.

Several files are one segment and are read in natural order. A pattern with * or
? in quotes stands for the files that it matches: 'daily/part-*.json.gz'.

What is exported
  --segment-id ID    the id in names; it also drops the records whose
                     segmentMembership does not have them in that segment
  --segment-name NAME
                     the name in names (default: the name of the file)
  --columns PATH,... what stands in each row: person.name.firstName,emails[0]
                     (default: all that the first 1,000 records have)
  --dedupe PATH      write one record of those with the same value there, or of
                     those with the same values when it is given several times
  --dedupe-keep first|last
                     which one (default: first)
  --dedupe-time PATH the one with the latest time there
  --file-name TEMPLATE
                     name of the object without its extension, with macros
  --rows-per-file N  at most so many rows in a file (default: 5000000)
  --empty write|skip|fail
                     what happens when there are no rows (default: write)

How the files are read
  --input-format ndjson|json|csv|tsv
                     what the files are (default: what they look like)
  --input-delimiter TEXT
                     what stands between fields; \\t is a tab
  --no-input-header  the first row is data; columns are column_1, column_2, ...
  --input-encoding utf-8|utf-16le|utf-16be
                     (default: by the byte-order mark, else utf-8)

What else there is
  --dropped FILE     write the records that are not in the export to a new file:
                     line, reason, column and file of each, as JSON lines
  --rule NAME=SEVERITY
                     error, warning, information or off for a rule of lint;
                     may be given several times (default: what the settings file
                     says, else the rule's own)
  --single-pass      send while reading for the first time: faster, but a large
                     push cannot be resumed and has no SHA-256 as metadata
  --with KEY         compare with that object (default: the newest one in the
                     bucket under a name that the export gives)
  --by HEADER        match rows by the values in that column, or in several when
                     it is given as often (default: the deduplication keys, if
                     they are columns, else whole rows)
  --list N           print the first N differences, which are your data
                     (default: 0)
  --content          verify by reading the whole objects, also where the store
                     shows a checksum
  --state DIR        keep receipts and what is needed to resume in DIR, or read
                     it there (default: $STATE_DIRECTORY, else s3-destinations
                     in the folder for state or local data)
  --config FILE      read the destinations from FILE
                     (default: .vscode/settings.json)
  --help, --version

Destinations stand under "s3Destinations.destinations", rules under
"s3Destinations.findings.rules". Credentials come from
the destination's AWS profile, else from the environment and the AWS default
chain.
Exit codes: 0 done, unchanged; 1 failed, changed or gone; 2 wrong usage;
130 cancelled. Of compare: 0 equal; 1 different; 2 failed.
`;
