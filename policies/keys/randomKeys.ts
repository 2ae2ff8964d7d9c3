// Keys that are nothing but random bytes: their names and their surroundings tell whether they are Azure's.
import type { Candidate } from "./candidates";
import type { FoundKey, Setting, Surroundings } from "./foundKey";
import { type ServiceNamed, serviceAt } from "./hosts";
import { isPublicKey } from "./publicKeys";
import type { Form } from "./randomForms";
import { isCalledKey, isCalledOtherwise, isCalledPublic, type KeyBytes, serviceNamed, subjectOf } from "./tellingNames";

/** The meaning of random bytes: a key of Azure, a possible key, or undefined for bytes that do not concern us. */
export function judged({ text, form, surroundings, around }: Candidate): FoundKey | undefined {
    const name = wholeName(surroundings);
    if (isCalledPublic(name) || isPublicKey(text)) {
        return undefined;
    }
    const service = serviceOf(form, surroundings, around);
    const isOther = isCalledOtherwise(name);
    if (form.bySight && (service === undefined) !== isOther) {
        return { what: "64 bytes in base64, as account keys are", text, certain: false };
    }
    if (service === undefined || isOther || !(form.bySight || isCalledKey(name))) {
        return undefined;
    }
    const { certain, opens } = service;
    const what = !certain ? "what its name calls a key" : form.bytes === 64 ? "an account key" : "a key of a service";
    return { what: `${what} (${sizeOf(text, form)})`, text, certain, ...(opens === undefined ? {} : { opens }) };
}

function sizeOf(text: string, { bytes, encoding }: Form): string {
    return encoding.startsWith("letters") ? `${text.length} ${encoding}` : `${bytes} bytes in ${encoding}`;
}

/** A name that says nothing by itself, such as `key`, with the name around it. */
function wholeName({ name, outerName }: Surroundings): string {
    return subjectOf(name) === "" && outerName !== "" ? `${outerName}.${name}` : name;
}

/** The service whose key it is, by its address nearby or by the name of the setting. */
function serviceOf(
    { bytes }: Form,
    surroundings: Surroundings,
    around: string,
): { readonly certain: boolean; readonly opens?: string } | undefined {
    const nearby = serviceBeside(surroundings, bytes, around);
    if (nearby !== undefined) {
        return { certain: true, ...nearby };
    }
    const name = wholeName(surroundings);
    const named = serviceNamed(name, bytes);
    return named === undefined ? undefined : { certain: named === "azure" };
}

/**
 * The service whose address or account stands beside a key. Settings belong together if they speak of one subject; a key without a further
 * name belongs to its neighbours, unless it is one of many settings.
 */
function serviceBeside(
    { name, beside, oneOfMany }: Surroundings,
    bytes: KeyBytes,
    around: string,
): ServiceNamed | undefined {
    const subject = subjectOf(name);
    const speaksOfNothing = subject === "";
    if (speaksOfNothing && oneOfMany) {
        return undefined;
    }
    for (const setting of beside) {
        if (setting.name !== name && subjectOf(setting.name) === subject) {
            const service = serviceAt(setting.value, bytes) ?? accountIn(setting, bytes);
            if (service !== undefined) {
                return service;
            }
        }
    }
    if (!speaksOfNothing) {
        return undefined;
    }
    return serviceAt([around, ...beside.map(({ value }) => value)].join("\n"), bytes);
}

/** The storage account that a setting names. */
function accountIn({ name, value }: Setting, bytes: KeyBytes): ServiceNamed | undefined {
    return bytes === 64 && /account(?:[-_ ]?name)?$/i.test(name) && /^[a-z\d]{3,24}$/.test(value)
        ? { opens: value }
        : undefined;
}
