import { all, ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { declaredArguments } from "./arguments/declaredArguments";
import { refuseSecrets } from "./arguments/refuseSecrets";
import type { RotatingKeyPairArgs } from "./arguments/rotatingKeyPairArgs";
import { emergencyOf, triggerOf } from "./arguments/triggerOf";
import { declaredConsumers, placeOf } from "./consumers/declaredConsumers";
import type { KeyView } from "./consumers/values/keyContent";
import type { SasArgs } from "./consumers/values/sas";
import { DEPENDENTS_DEFAULTS } from "./dependents/dependentsSearch";
import { azureProviderOf } from "./engine/azureProvider";
import { consumersByWave } from "./engine/consumersByWave";
import { keyMaterialOf } from "./engine/keyMaterial";
import { writtenVersions } from "./engine/keyVaultSecrets";
import { madeUnlessRefused, type PairParts, refuseKnownProblems } from "./engine/refusedPair";
import { retirementResource } from "./engine/retirement/resource";
import { afterRetirement } from "./engine/retirementOptions";
import { aheadOf, keyViewOf, rotationResource } from "./engine/rotation/resource";
import { countPair } from "./engine/thisProgram";
import type { InputsOf } from "./inputsOf";
import type { Dependents } from "./lifecycle/dependent";
import type { GateResult } from "./lifecycle/gateAnswer";
import type { SourceInputs } from "./services/sourceInputs";

/**
 * The two keys of one service, and everything that uses them. A change of `rotationTrigger` regenerates the standby key,
 * moves every consumer to it, and then retires the key they left, all in one `pulumi up`.
 */
export class RotatingKeyPair extends ComponentResource {
    /** The slot whose key consumers use, by the service's own name. */
    readonly activeSlot: Output<string>;
    /** Number of switches so far; 0 when adopted. */
    readonly generation: Output<number>;
    /** When the active key was taken into use, in ISO 8601. */
    readonly rotatedAt: Output<string>;
    /** The earliest time at which the outgoing key is retired, in ISO 8601; empty if no wait is known. */
    readonly retiresAt: Output<string>;
    /** Whether every consumer is on the active key, and the key they left, if any, is retired. */
    readonly settled: Output<boolean>;
    /** The last answers of the gates, in the order of the program. */
    readonly gates: Output<readonly GateResult[]>;
    /** Every place that held a key in the last search, with its owner; undefined if there was no search. */
    readonly dependents: Output<Dependents | undefined>;
    /** URI of the version that was written last of each of the Key Vault secrets, by the secret's name. */
    readonly secretUris: Output<Readonly<Record<string, string>>>;
    /** SHA-256 of the active key, in hex. */
    readonly keyFingerprint: Output<string>;
    /** The active key. Secret. */
    readonly key: Output<string>;
    /** Connection string with the active key. Secret. */
    readonly connectionString: Output<string>;
    private readonly active: KeyView;

    constructor(name: string, declared: RotatingKeyPairArgs, opts?: ComponentResourceOptions) {
        super("two-key:index:RotatingKeyPair", name, {}, opts);
        countPair();
        const { key, found, retirement, secretUris } = madeUnlessRefused(() =>
            this.register(name, declared, opts?.dependsOn !== undefined),
        );

        this.active = key;
        this.activeSlot = key.slot;
        this.generation = key.generation;
        this.rotatedAt = key.rotatedAt;
        this.retiresAt = retirement.state.apply(({ retiresAt }) => retiresAt ?? "");
        this.settled = all([retirement.state, key.generation]).apply(
            ([state, current]) => state.settled && state.generation === current,
        );
        this.gates = retirement.answers;
        this.dependents = found;
        this.secretUris = secretUris;
        this.keyFingerprint = key.fingerprint;
        this.key = key.value;
        this.connectionString = key.connectionString;
        this.registerOutputs({
            activeSlot: this.activeSlot,
            generation: this.generation,
            rotatedAt: this.rotatedAt,
            retiresAt: this.retiresAt,
            settled: this.settled,
            gates: this.gates,
            dependents: this.dependents,
            secretUris: this.secretUris,
            keyFingerprint: this.keyFingerprint,
            key: this.key,
            connectionString: this.connectionString,
        });
    }

    /** A SAS of the storage account, signed with the active key and issued again with every switch. Secret. */
    sas(args: InputsOf<SasArgs>): Output<string> {
        return this.active.sas(args);
    }

    /**
     * The resources of the pair, in the order of a rotation.
     *
     * @param comesAfter - whether the program declares that other resources are made first.
     */
    private register(name: string, declared: RotatingKeyPairArgs, comesAfter: boolean): PairParts {
        const { args: checked, problems } = declaredArguments(name, declared);
        const args = refuseSecrets(checked, "");
        const declaredAll = declaredConsumers(args.consumers);
        const { secrets: declaredSecrets, written: declaredWritten, own } = declaredAll;
        const child = { parent: this };
        const pair = {
            pair: name,
            owner: plainUrn(this),
            // That it is one of these has been looked at.
            source: args.source as InputsOf<SourceInputs>,
            azureConfig: args.azureConfig ?? "azure-native",
            consumers: [...declaredSecrets, ...declaredWritten].map(placeOf),
            customConsumers: own.length > 0,
            gates: args.gates ?? [],
            emergency: emergencyOf(args.emergencyTrigger),
            retire: args.retire ?? "automatic",
            retireTrigger: triggerOf(args.retireTrigger),
            settle: args.settle ?? "60s",
            soak: args.soak ?? "0s",
            ...(args.dependents && { dependents: { ...DEPENDENTS_DEFAULTS, ...args.dependents } }),
        };
        const inputs = { ...pair, ...rotationInputs(args) };
        refuseKnownProblems(name, inputs, problems);

        const azureProvider = azureProviderOf(this, {
            azureConfig: pair.azureConfig,
            hasSecrets: declaredSecrets.length > 0,
        });
        const material = keyMaterialOf(name, args, child);
        const places = [...declaredSecrets, ...declaredWritten].map(({ argument, consumer }) => [argument, consumer]);
        const ahead = aheadOf({ source: args.source, ...Object.fromEntries(places) }, comesAfter);
        const rotation = rotationResource(
            `${name}-rotation`,
            {
                ...inputs,
                ...(azureProvider && { azureProvider }),
                ...(ahead && { ahead }),
                ...(material && { material: material.next, standbyMaterial: material.standby }),
            },
            child,
        );
        const key = keyViewOf(rotation);
        const {
            secrets,
            waves,
            all: consumers,
            written,
        } = consumersByWave(name, { ...pair, rotation: rotation.state }, declaredAll, key, child);
        const retirement = retirementResource(
            `${name}-retirement`,
            {
                ...pair,
                rotation: rotation.state,
                endpoints: rotation.endpoints,
                activeKey: key.value,
                waves: waves.map(({ state }) => state),
                written,
                ...(material && { material: material.retiring(key.generation) }),
            },
            { ...child, dependsOn: [...consumers] },
        );
        afterRetirement(name, pair, declaredWritten, key, retirement, child);
        return { key, found: rotation.found, retirement, secretUris: writtenVersions(secrets) };
    }
}

function rotationInputs(args: RotatingKeyPairArgs) {
    const { rotationTrigger, initialSlot, strategy, pinnedSlot, rotateEvery, propagation } = args;
    return {
        trigger: triggerOf(rotationTrigger),
        strategy: strategy ?? "alternate",
        ...(initialSlot === undefined ? {} : { initialSlot }),
        ...(pinnedSlot === undefined ? {} : { pinnedSlot }),
        ...(rotateEvery === undefined ? {} : { rotateEvery }),
        propagation: { timeout: "10m", consecutive: 3, interval: "500ms", ...propagation },
    };
}

/** The component's URN, free of the dependency that would make each child wait for its parent, and so for itself. */
function plainUrn({ urn }: ComponentResource): Promise<string> {
    return new Promise((resolve) => {
        urn.apply(resolve);
    });
}
