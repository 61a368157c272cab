// The commands of an object's row that do something with the object: download it, presign its address, delete it.
import { commands as vscodeCommands, Disposable } from 'vscode';
import type { Destination } from '../model/destination';
import { commands } from './contributions';
import { deleteFromBucket } from './deleteFromBucket';
import { destinationActions } from './destinationActions';
import { downloadObject } from './downloadObject';
import { copyPresignedUrl } from './presignObject';
import type { Services } from './services';
import { showFailure } from './showFailure';
import type { ObjectNode } from './treeNodes';

type Work = (object: ObjectNode, services: Services) => Promise<void>;

/** Registers the commands. */
export function registerObjectCommands(services: Services): Disposable {
  const register = (command: string, work: Work): Disposable =>
    vscodeCommands.registerCommand(command, (object: ObjectNode) => attempt(object, work, services));
  return Disposable.from(
    register(commands.downloadObject, downloadObject),
    register(commands.copyPresignedUrl, copyPresignedUrl),
    register(commands.deleteObject, deleteFromBucket),
  );
}

async function attempt(object: ObjectNode, work: Work, services: Services): Promise<void> {
  try {
    await work(object, services);
  } catch (error) {
    const retry = (destination: Destination): Promise<void> =>
      attempt({ ...object, destination }, work, services);
    await showFailure(error, services.log, destinationActions(error, object.destination, services, retry));
  }
}
