// What a listing alone says of a delivered object.
import assert from 'node:assert/strict';
import { knownDelivery } from '../../../src/ui/knownDelivery';
import { receiptOf } from '../receipts';

describe('a listed object', () => {
  const stateOf = (object: { size: number; etag: string | undefined }, etag: string | undefined = 'e') => {
    const receipt = receiptOf({ bytes: 4, etag });
    const [file] = receipt.files;
    assert.ok(file);
    return knownDelivery(object, { receipt, file })?.state;
  };

  it('is as it was delivered while size and ETag are the same', () => {
    assert.equal(stateOf({ size: 4, etag: 'e' }), 'asDelivered');
    assert.equal(stateOf({ size: 5, etag: 'e' }), 'changed');
    assert.equal(stateOf({ size: 4, etag: 'f' }), 'changed');
  });

  it('is neither where there is no ETag to compare', () => {
    assert.equal(stateOf({ size: 4, etag: undefined }), 'unknown');
    assert.equal(stateOf({ size: 4, etag: '' }), 'unknown');
    assert.equal(stateOf({ size: 4, etag: '' }, ''), 'unknown');
    assert.equal(stateOf({ size: 5, etag: undefined }), 'changed');
  });

  it('is nothing to a receipt that is not there', () => {
    assert.equal(knownDelivery({ size: 4, etag: 'e' }, undefined), undefined);
  });
});
