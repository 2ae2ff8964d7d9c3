// Keys that Azure marks: four characters at a fixed place say which service made them. The forms are those of Microsoft's
// Security Utilities (SEC101/152 to 200).
import { type FoundKey, isRandom } from "./foundKey";

const BASE64 = "[A-Za-z0-9+/]";
const START = "(?<![A-Za-z0-9+/])";
const END = "(?![A-Za-z0-9+/=])";

interface Marked {
    readonly mark: string;
    readonly what: string;
    readonly pattern: RegExp;
}

const MARKED: readonly Marked[] = [
    marked("+ASt", "a storage account key", 76, "5}[AQgw]=="),
    marked("ACDb", "a Cosmos DB key", 76, "5}[AQgw]=="),
    marked("+ABa", "a Batch account key", 76, "5}[AQgw]=="),
    marked("+ASb", "a Service Bus key", 33, "5}="),
    marked("+AEh", "an Event Hubs key", 33, "5}="),
    marked("+ARm", "a Relay key", 33, "5}="),
    marked("AIoT", "an IoT Hub key", 33, "5}="),
    marked("AzCa", "a Redis key", 33, "5}="),
    marked("+ACR", "a Container Registry password", 42, "6}"),
    marked("AzSe", "a Search key", 42, "6}"),
    {
        mark: "AzFu",
        what: "a key of a function",
        pattern: /(?<![\w-])[\w-]{44}AzFu[\w-]{5}[AQgw]==(?![\w=-])/g,
    },
    {
        mark: "JQQJ9",
        what: "a key with the mark of Azure",
        pattern:
            /(?<![A-Za-z0-9])[A-Za-z0-9]{52}JQQJ9[9DH][A-Za-z0-9][A-L][A-Za-z0-9]{24}(?:[A-Za-z0-9]{2}==)?(?![A-Za-z0-9=])/g,
    },
];

function marked(mark: string, what: string, before: number, after: string): Marked {
    const pattern = new RegExp(`${START}${BASE64}{${before}}${mark.replace("+", "\\+")}${BASE64}{${after}${END}`, "g");
    return { mark, what, pattern };
}

/** The keys of a text that say by themselves that they are Azure's. */
export function markedKeys(text: string): readonly FoundKey[] {
    return MARKED.filter(({ mark }) => text.includes(mark)).flatMap(({ what, pattern }) =>
        [...text.matchAll(pattern)]
            .filter(([key]) => isRandom(key))
            .map(([key]) => ({ what, text: key, certain: true })),
    );
}
