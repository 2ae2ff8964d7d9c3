// How settings stand in trees of values: `{ name, value }`, maps, and lists of `NAME=value`.
import { isRecord, reveal } from "../stack/value";
import type { Setting } from "./foundKey";

const VALUE = /^(?:properties|(?:secure|secret|plaintext|plain|string)?(?:value|text))$/i;

/** The places of the name of a setting in an object. */
const NAMES = [
    "name",
    "key",
    "secretName",
    "variableName",
    "displayName",
    "parameterName",
    "headerName",
    "settingName",
] as const;

/** Whether a property is the value of a setting, in an object that names it; resources of Azure keep theirs in `properties`. */
export function isValueName(name: string): boolean {
    return VALUE.test(name);
}

/** The name of an element of an array, such as an app setting. */
export function elementName(element: unknown): string | undefined {
    const { value } = reveal(element);
    if (!isRecord(value) || Array.isArray(value)) {
        return undefined;
    }
    return NAMES.map((name) => ownText(value, name)).find((name) => name !== undefined && name !== "");
}

/** The settings that an object is, or that an array lists. */
export function settingsOf(value: object): readonly Setting[] {
    if (!Array.isArray(value)) {
        return Object.entries(value).flatMap(([name, inner]) => settingOf(name, reveal(inner).value));
    }
    return value.flatMap((element: unknown) => {
        const inner = reveal(element).value;
        if (typeof inner === "string") {
            const [, name, text] = /^([A-Za-z_][\w.-]*)=(.*)$/s.exec(inner) ?? [];
            return settingOf(name, text);
        }
        return isRecord(inner) ? settingOf(elementName(inner), ownText(inner, "value")) : [];
    });
}

function settingOf(name: string | undefined, value: unknown): readonly Setting[] {
    return name === undefined || typeof value !== "string" || value.length > MAX_SETTING ? [] : [{ name, value }];
}

/** Addresses and names of accounts are short. */
const MAX_SETTING = 2000;

function ownText(tree: Readonly<Record<string, unknown>>, name: string): string | undefined {
    const { value } = reveal(Object.hasOwn(tree, name) ? tree[name] : undefined);
    return typeof value === "string" ? value : undefined;
}
