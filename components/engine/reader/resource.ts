import { type CustomResource, type CustomResourceOptions, type Input, Output } from "@pulumi/pulumi";
import type { ReaderInputs } from "../../arguments/rotationInputs";
import { secretsReferredToBy, writtenKindOf } from "../../consumers/consumers";
import { type Declared, placeOf } from "../../consumers/declaredConsumers";
import type { KeyVaultSecretConsumer, SecretReader } from "../../consumers/keyVault/keyVaultSecret";
import { isSameName } from "../../consumers/naming";
import type { InputsOf } from "../../inputsOf";
import { handledResource } from "../handledResource";
import type { PairOfConsumer } from "../writtenConsumers";

/** A consumer of the pair, and the name of its resource. */
export interface NamedConsumer {
    readonly declared: Declared;
    readonly child: string;
}

/** Lets the named readers read a secret, and the apps of the pair that refer to it. */
export function readersOf(
    child: string,
    { pair, owner, azureConfig }: PairOfConsumer,
    { argument, consumer }: Declared<KeyVaultSecretConsumer>,
    consumers: readonly NamedConsumer[],
    opts: CustomResourceOptions,
): readonly CustomResource[] {
    const {
        resourceGroupName,
        vaultName,
        secretName,
        readers = [],
        appsRead = consumer.readers !== undefined,
    } = consumer;
    const secret = { kind: "keyVaultSecret" as const, argument, resourceGroupName, vaultName, secretName };
    const about = { pair, owner, azureConfig, secret };
    const named = readers.map((reader, index) =>
        readerResource(`${child}-reader-${index + 1}`, { ...about, ...principalOf(reader) }, opts),
    );
    const apps = appsRead ? appsThatReferTo(secretName, consumers) : [];
    return [
        ...named,
        ...apps.map((app) => {
            const inputs = { ...about, principalType: "ServicePrincipal", app: placeOf(app.declared) };
            return readerResource(`${app.child}-reads-${child}`, inputs, opts);
        }),
    ];
}

function principalOf(reader: Input<string> | SecretReader) {
    const isWhole = typeof reader === "object" && "principalId" in reader && !Output.isInstance(reader);
    const whole: SecretReader = isWhole ? reader : { principalId: reader as Input<string> };
    return { principalId: whole.principalId, principalType: whole.principalType ?? "ServicePrincipal" };
}

/** One consumer for each app: the rights of an app do not depend on how many of its settings refer to the secret. */
function appsThatReferTo(secretName: Input<string>, consumers: readonly NamedConsumer[]): readonly NamedConsumer[] {
    const refer = consumers.filter(({ declared: { argument, consumer } }) => {
        const place = { ...consumer, argument };
        return (
            writtenKindOf(consumer, argument).readsAs !== undefined &&
            // A name that is not known yet may be the one.
            secretsReferredToBy(place).some((name) => typeof secretName !== "string" || isSameName(name, secretName))
        );
    });
    return refer.filter((one, index) => refer.findIndex((other) => isSameApp(one, other)) === index);
}

function isSameApp(one: NamedConsumer, other: NamedConsumer): boolean {
    const [names, others] = [one, other].map(({ declared: { argument, consumer } }) =>
        writtenKindOf(consumer, argument).names({ ...consumer, argument }),
    );
    return names?.length === others?.length && (names?.every((name, index) => name === others?.[index]) ?? false);
}

function readerResource(
    name: string,
    inputs: { [K in keyof ReaderInputs]: InputsOf<ReaderInputs[K]> },
    opts: CustomResourceOptions,
): CustomResource {
    return handledResource("reader", "Reader", name, { ...inputs, assignment: undefined }, opts);
}
