import { setTimeout as sleep } from "node:timers/promises";
import type { DemoStack } from "./demoStack";
import type { Recorder, Scene } from "./recorder";
import type { Show } from "./show";

/** Time to see how things are before something is done to them, and after. */
const CALM_MS = 2_000;
/** A quick person copies a key and writes it to its place. */
const BY_HAND_MS = 2_000;

/** Bumps the trigger twice: key1 → key2 → key1. */
export async function rotateTwice(stack: DemoStack, recorder: Recorder, show: Show): Promise<void> {
    await sleep(CALM_MS);
    for (const rotation of ["2", "3"]) {
        show.command(`pulumi config set rotation ${rotation}`);
        await stack.setRotation(rotation);
        show.command("pulumi up --yes");
        await recorder.during(`pulumi up, rotation ${rotation}`, () => stack.up());
        await sleep(CALM_MS);
    }
    // The key that was retired last still has to become the new standby key.
    await sleep(CALM_MS / 2);
}

/** The steps of an unprepared person: regenerates the key in use, and then takes it to the app. */
export async function regenerateKeyInUse({ account, azure, site, setting }: Scene, recorder: Recorder, show: Show) {
    await sleep(CALM_MS);
    await recorder.during("by hand", async () => {
        show.step("Regenerating key1, the key in use.");
        account.regenerate("key1");
        recorder.regeneratedByHand("key1");
        await sleep(BY_HAND_MS);

        show.step("Copying the new key1 into the Key Vault secret.");
        const value = account.connectionString("key1");
        const vault = azure.vaults.get(azure.vaults.names[0] ?? "");
        const { uri, current } = vault.write("uploads", { value });
        recorder.secretWrittenByHand(value);

        show.step("Pointing the app's setting to it.");
        site.editSetting(setting, `@Microsoft.KeyVault(SecretUri=${uri}/${current.id})`);
        await site.settled();
    });
    await sleep(CALM_MS);
}
