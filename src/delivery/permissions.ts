// Which IAM action each thing that is done at a store needs.
// Source: "Required permissions for Amazon S3 API operations" in the Amazon S3 User Guide.

/** What is done. */
export type Action = 'write' | 'read' | 'list' | 'delete' | 'abort' | 'parts';

export const permissionOf: Readonly<Record<Action, string>> = {
  write: 's3:PutObject',
  read: 's3:GetObject',
  list: 's3:ListBucket',
  delete: 's3:DeleteObject',
  abort: 's3:AbortMultipartUpload',
  parts: 's3:ListMultipartUploadParts',
};
