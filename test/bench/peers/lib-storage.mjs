// The upload that one would write with the SDK: lib-storage with its defaults. The access key comes from the environment.
// usage: node lib-storage.js FILE ENDPOINT BUCKET KEY
import { createReadStream } from 'node:fs';
import { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';

const [file, endpoint, Bucket, Key] = process.argv.slice(2);
const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true });
const upload = new Upload({ client, params: { Bucket, Key, Body: createReadStream(file) } });
upload.done().then(
  () => client.destroy(),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
