// Why no response came: Node's errors of names, connections, time and certificates.
import * as l10n from '@vscode/l10n';
import type { Reason, S3Context } from './explain';
import { nodeErrorCode, readS3Error, shownCode } from './s3Error';

/** Says what broke on the way to the store, or nothing when the store did answer. */
export function explainNetwork(error: unknown, context: S3Context): Reason | undefined {
  const { code, status } = readS3Error(error);
  if (status !== undefined) return undefined;
  const nodeCode = nodeErrorCode(error) ?? '';
  const host = hostOf(context);
  if (nodeCode === 'ENOTFOUND' || nodeCode === 'EAI_AGAIN') return hostNotFound(host, context);
  if (nodeCode === 'ECONNREFUSED') {
    return {
      code: 'connection-refused',
      why: l10n.t('Nothing answers at {0}.', host),
      next: l10n.t('Check that the store is running and that the endpoint and its port are right.'),
    };
  }
  if (isCertificateCode(nodeCode)) {
    return {
      code: 'certificate-not-trusted',
      why: l10n.t('The certificate of {0} is not trusted ({1}).', host, shownCode(nodeCode)),
      next: l10n.t("Add the store's certificate authority to those of your system, or correct the endpoint."),
    };
  }
  if (nodeCode === 'EPROTO' || nodeCode.startsWith('ERR_SSL') || nodeCode.startsWith('HPE_')) {
    return {
      code: 'protocol-mismatch',
      why: l10n.t('What answers at {0} does not speak the protocol of the endpoint.', host),
      next: l10n.t('Check whether the endpoint begins with "https://" or "http://", and its port.'),
    };
  }
  if (['ECONNRESET', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN'].includes(nodeCode)) {
    return {
      code: 'connection-lost',
      why: l10n.t('The connection to {0} broke ({1}).', host, nodeCode),
      next: l10n.t('Check your network, VPN or proxy, then try again. Nothing that exists gets overwritten.'),
    };
  }
  if (nodeCode === 'ETIMEDOUT' || code === 'TimeoutError') {
    return {
      code: 'timeout',
      why: l10n.t('{0} did not answer in time.', host),
      next: l10n.t('Check your network, VPN or proxy, then try again. Nothing that exists gets overwritten.'),
    };
  }
  return undefined;
}

/** Codes of connections that came to nothing, so that no request was sent on them. */
const unconnected = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ERR_SSL_WRONG_VERSION_NUMBER'];

/** True when a request without an answer cannot have come to the store. When in doubt: false. */
export function neverArrived(error: unknown): boolean {
  const { message } = readS3Error(error);
  const nodeCode = nodeErrorCode(error) ?? '';
  // The SDK's timeouts have no codes: only the sentence tells that of connecting from that of waiting.
  const timeoutOfConnecting = /did not establish a connection/.test(message);
  return unconnected.includes(nodeCode) || isCertificateCode(nodeCode) || timeoutOfConnecting;
}

function hostNotFound(host: string, { endpoint }: S3Context): Reason {
  return {
    code: 'host-not-found',
    why: l10n.t('The address of {0} was not found.', host),
    next:
      endpoint === undefined
        ? l10n.t('Check your network connection and the region of the destination.')
        : l10n.t('Check your network connection and the endpoint. Many stores also need "pathStyle": true.'),
  };
}

function hostOf({ endpoint, region }: S3Context): string {
  return endpoint === undefined ? `Amazon S3 (${region})` : new URL(endpoint).host;
}

function isCertificateCode(code: string): boolean {
  return /CERT|SIGNATURE|ISSUER/.test(code);
}
