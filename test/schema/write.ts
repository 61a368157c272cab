// Writes media/s3export.schema.json anew: `npm run schema`.
import { writeFileSync } from 'node:fs';
import { definitionSchemaText, schemaFile } from './definitionSchema';

definitionSchemaText().then(
  (text) => writeFileSync(schemaFile, text),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
