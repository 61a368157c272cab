// What VS Code offers to write for a whole destination, where one is typed into settings.

/** The same for every kind; `${1:…}` is what is typed over. */
const common = { bucket: '${1:acme-exports}', folderPath: '${2:daily}' };
const format = { type: '${9|csv,tsv,json|}' };

export const destinationSnippets = [
  {
    label: 'Amazon S3',
    markdownDescription:
      "A bucket of Amazon S3, with an access key that is kept in VS Code's secret storage: *Enter Access Key…* asks for it.",
    body: { ...common, region: '${3:eu-central-1}', credentials: { type: 'accessKey' }, format },
  },
  {
    label: 'S3-compatible store',
    markdownDescription: 'A bucket of MinIO, Ceph, Cloudflare R2 or another store, by its endpoint.',
    body: {
      ...common,
      endpoint: '${3:https://minio.example.com}',
      pathStyle: true,
      credentials: { type: 'accessKey' },
      format,
    },
  },
  {
    label: 'Amazon S3 with an AWS profile',
    markdownDescription:
      'A bucket of Amazon S3, with the credentials of a profile of your AWS configuration files.',
    body: {
      ...common,
      region: '${3:eu-central-1}',
      credentials: { type: 'profile', profile: '${4:default}' },
      format,
    },
  },
];
