// What a snapshot file consists of: its form, the configuration that it belongs to, blocks of rows (./snapshotRow) in the order of their
// keys, one without rows, how many rows there are, and the SHA-256 of all that.

/** Another number is another form. */
export const formLine = Buffer.from('s3-destinations snapshot 1\n');
/** A SHA-256. */
export const checksumBytes = 32;
/** The form and the configuration. */
export const headBytes = formLine.length + checksumBytes;
/** The block without rows, the count and the checksum. */
export const endBytes = 8 + 8 + checksumBytes;
/** Of SHA-256 of a row's text: two rows are taken for the same wrongly once in 2^56 times. */
export const hashBytes = 7;
