import assert from "node:assert/strict";
import { namedValueKind } from "../../../components/consumers/apiManagement/namedValue";
import { appConfigurationKeyValuesKind } from "../../../components/consumers/appConfiguration/keyValues";
import { appSettingsKind } from "../../../components/consumers/appService/appSettings";
import { connectionStringsKind } from "../../../components/consumers/appService/connectionStrings";
import { automationVariableKind } from "../../../components/consumers/automation/automationVariable";
import type { Place, WrittenKind } from "../../../components/consumers/consumer";
import { containerAppSecretsKind } from "../../../components/consumers/containerApps/containerAppSecrets";
import { fingerprintOf } from "../../../components/services/fingerprint";
import { changeOf, origin } from "../support/changes";
import { fakeAccess, Refused } from "../support/fakeAccess";

const [OLD, NEW] = ["b".repeat(86), "a".repeat(86)].map((text) => `${text}==`);
const wanted = `AccountName=uploads;AccountKey=${NEW};EndpointSuffix=core.windows.net`;
const present = `AccountName=uploads;AccountKey=${OLD};BlobEndpoint=https://files.example.com/`;
const expected = `AccountName=uploads;AccountKey=${NEW};BlobEndpoint=https://files.example.com/`;
const from = { ...origin, fingerprint: fingerprintOf(NEW ?? "", "base64") };

const home = { argument: "consumers[0]", resourceGroupName: "rg" };
const content = "connectionString" as const;

/** A place whose present value can be read: its answer, and the value that is written to it. */
interface Kind<P extends Place> {
    readonly title: string;
    readonly consumer: WrittenKind<P>;
    readonly place: P;
    /** The name of the value. */
    readonly name: string;
    readonly shown: (value: string) => unknown;
    readonly written: (body: unknown) => string | undefined;
}

function describeKind<P extends Place>({ title, consumer, place, name, shown, written }: Kind<P>) {
    describe(`rule 30: a connection string in ${title}`, () => {
        function world(value: string | undefined) {
            let current = value;
            const access = fakeAccess((_, { method, body }) => {
                if (method === "PUT" || method === "PATCH") {
                    current = written(body);
                    return {};
                }
                if (current === undefined) {
                    throw new Refused(404);
                }
                return shown(current);
            });
            return { access, now: () => current };
        }

        it("keeps the parts that are not the pair's, and says how it stands there", async () => {
            const { access, now } = world(present);
            const { held } = await consumer.switchOver(
                { ...changeOf(place, { [name]: wanted }, { known: [name] }), origin: from },
                access,
            );
            assert.equal(now(), expected);
            assert.deepEqual(held, { [name]: expected });
            assert.deepEqual(access.warned, []);
        });

        it("is replaced as a whole, with a warning, if it is of another account", async () => {
            const { access, now } = world(present.replace("AccountName=uploads", "AccountName=other"));
            await consumer.switchOver({ ...changeOf(place, { [name]: wanted }), origin: from }, access);
            assert.equal(now(), wanted);
            assert.match(access.warned.join("\n"), /it was replaced as a whole$/);
        });
    });
}

const ofConfiguration = (body: unknown) =>
    (
        body as {
            readonly properties: {
                readonly configuration: { readonly secrets: readonly { readonly value: string }[] };
            };
        }
    ).properties.configuration.secrets[0]?.value;
const propertiesOf = (body: unknown) => (body as { readonly properties: Readonly<Record<string, string>> }).properties;

describeKind({
    title: "a setting",
    consumer: appSettingsKind,
    place: { ...home, kind: "appSettings", site: "web", settings: { UPLOADS: content } },
    name: "UPLOADS",
    shown: (value) => ({ properties: { UPLOADS: value } }),
    written: (body) => propertiesOf(body).UPLOADS,
});
describeKind({
    title: "a connection string of an app",
    consumer: connectionStringsKind,
    place: { ...home, kind: "connectionStrings", site: "web", connectionStrings: { UPLOADS: { value: content } } },
    name: "UPLOADS",
    shown: (value) => ({ properties: { UPLOADS: { value, type: "Custom" } } }),
    written: (body) =>
        (body as { readonly properties: { readonly UPLOADS: { readonly value: string } } }).properties.UPLOADS.value,
});
describeKind({
    title: "a secret of a container app",
    consumer: containerAppSecretsKind,
    place: { ...home, kind: "containerAppSecrets", containerApp: "api", secrets: { uploads: content } },
    name: "uploads",
    shown: (value) => ({ value: [{ name: "uploads", value }] }),
    written: ofConfiguration,
});
describeKind({
    title: "a key-value of App Configuration",
    consumer: appConfigurationKeyValuesKind,
    place: {
        ...home,
        kind: "appConfigurationKeyValues",
        configStoreName: "shared",
        keyValues: { Uploads: content },
        cachedFor: "5m",
    },
    name: "Uploads",
    shown: (value) => ({ properties: { value } }),
    written: (body) => propertiesOf(body).value,
});
describeKind({
    title: "a named value",
    consumer: namedValueKind,
    place: { ...home, kind: "namedValue", serviceName: "api", namedValueId: "uploads", content },
    name: "",
    shown: (value) => ({ value }),
    written: (body) => propertiesOf(body).value,
});
describeKind({
    title: "a variable of an Automation account",
    consumer: automationVariableKind,
    place: {
        ...home,
        kind: "automationVariable",
        automationAccountName: "runbooks",
        variableName: "uploads",
        isEncrypted: false,
        content,
    },
    name: "",
    shown: (value) => ({ properties: { value: JSON.stringify(value) } }),
    written: (body) => JSON.parse(propertiesOf(body).value ?? "null"),
});
