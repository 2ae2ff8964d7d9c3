// How a place is given a key without holding it, or at least so that a rotation knows of it.
import { plainType } from "../stack/resourceType";

interface Advice {
    /** The types, as {@link plainType} has them. */
    readonly types: RegExp;
    /** The places in them; all, if it is missing. */
    readonly path?: RegExp;
    readonly advice: string;
}

const APP = /^web:webapp|^azure:(?:appservice|functionapp)\//;
const OF_AZURE = /^[a-z0-9]+:[a-z0-9]+$|^azure:/;

/** The first that fits is given. */
const ADVICE: readonly Advice[] = [
    {
        types: /^/,
        path: /(?:^|\.)(?:tags|labels|annotations|metadata)\b/,
        advice: "Remove it: whoever may list resources reads these. Keep it in a Key Vault secret.",
    },
    {
        types: /^resources:|^azure:core\/.*template/i,
        path: /outputs/i,
        advice: "Remove the output, and read the key where it is needed from Key Vault.",
    },
    {
        types: /^resources:|^azure:core\/.*template/i,
        advice: "Let the template write the key to a Key Vault secret, and give the resource a reference to that, or a role and no key.",
    },
    {
        types: /two-key/,
        advice: 'Use `keyVaultReference(…)` instead of "key" or "connectionString".',
    },
    {
        types: APP,
        path: /AzureWebJobsStorage/,
        advice: "Use `AzureWebJobsStorage__accountName` and the app's identity, which need no key, or refer to a Key Vault secret: `@Microsoft.KeyVault(SecretUri=…)`.",
    },
    {
        types: APP,
        path: /^storageAccountAccessKey$/,
        advice: "Set `storageUsesManagedIdentity`, which needs no key, or `storageKeyVaultSecretId`.",
    },
    {
        types: APP,
        advice: "Put it into a Key Vault secret and refer to it: `@Microsoft.KeyVault(SecretUri=…)`, or `keyVaultReference(…)` of a RotatingKeyPair.",
    },
    {
        types: /^app:(?:containerapp|job)/,
        advice: "Give the secret a `keyVaultUrl` and an `identity` instead of a `value`, and let `env` name it by `secretRef`.",
    },
    {
        types: /^kubernetes:/,
        advice: "Let the Secrets Store CSI driver or External Secrets bring it from Key Vault, or use a workload identity and no key.",
    },
    {
        types: /virtualmachine/i,
        advice: "Give the machine an identity and let it read the key from Key Vault when it starts.",
    },
    {
        types: /^datafactory:linkedservice$/,
        advice: 'Refer to a Key Vault secret: `{ type: "AzureKeyVaultSecret", … }`.',
    },
    {
        types: /^apimanagement:namedvalue$/,
        advice: "Set `keyVault: { secretIdentifier }` instead of `value`.",
    },
    {
        types: /^eventgrid:.*subscription$/,
        advice: "Deliver with Entra ID instead of a key in the address: an event subscription's address is shown to whoever may read it.",
    },
    {
        types: /^(?:logic:workflow|web:connection)$/,
        advice: "Use the identity of the workflow: `ManagedServiceIdentity` as authentication, or a connection that takes it.",
    },
    {
        types: /^(?:docker|docker-build):.*image/i,
        advice: "Build arguments stay in the image, for whoever has it: pass a build secret, or read the key when the container starts.",
    },
    {
        types: /^docker/,
        advice: "Everybody who may inspect the container reads its environment and arguments: hand the key over as a file, such as a secret of Docker.",
    },
    {
        types: /^command:/,
        advice: "Read the key when the command runs, such as by `az keyvault secret show`: commands and their environment stay in the state.",
    },
    {
        types: /^(?:github|gitlab|azuredevops|circleci|buildkite|tfe|spacelift):/,
        advice: "Let the pipeline sign in without a secret (OIDC) and read the key from Key Vault when it runs, or make this a consumer of a RotatingKeyPair.",
    },
    {
        types: OF_AZURE,
        advice: "Put it into a Key Vault secret, and let the resource read it by its identity.",
    },
];

/** Another remedy: no identity of Azure reaches other platforms. */
const ELSEWHERE =
    "Keep it in the secret store of that platform, and make that a consumer of a RotatingKeyPair, so that a rotation moves it.";

/** How a resource of this type is given a key without holding it in these places. */
export function wayWithoutKey(type: string, paths: readonly string[]): string {
    const plain = plainType(type);
    const fitting = ADVICE.find(
        ({ types, path }) => types.test(plain) && (path === undefined || paths.some((each) => path.test(each))),
    );
    return fitting?.advice ?? ELSEWHERE;
}
