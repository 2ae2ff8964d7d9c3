// npm run write-state: keeps the state that this version writes, for the tests of later ones. Before each minor release.
import { major, minor } from "semver";
import { startTestbed } from "../integration/support/testbed";
import { ROOT, readManifest } from "../package/support/pack";
import { argumentsAt, MOMENTS, type Moment, photosAt, writeState } from "./stateFile";

async function main(): Promise<void> {
    const { version } = await readManifest(ROOT);
    const testbed = await startTestbed();
    try {
        for (const moment of Object.keys(MOMENTS) as Moment[]) {
            const photos = await photosAt(testbed, moment);
            for (const change of MOMENTS[moment]) {
                await photos.up(argumentsAt(photos, change));
            }
            await writeState(testbed, photos, `v${major(version)}.${minor(version)}`, moment);
        }
    } finally {
        await testbed.sandbox.stop();
    }
}

void main();
