import { ArmError, resourceNotFound } from "../arm/armErrors";
import { armId } from "../arm/armId";
import { optionalText, record, stringMap } from "../arm/body";
import type { Behaviour } from "./keyCall";
import { resourceBody } from "./resourceBody";

const TYPE = "Microsoft.AppConfiguration/configurationStores/keyValues";

/** The key-values of a configuration store, which Resource Manager passes on to it: with the values, unlike secrets of a vault. */
export const storeKeyValues: Behaviour = ({ operation, resource, children, request, finish, make, remove }) => {
    if (!operation.path.includes("/keyValues/")) {
        return undefined;
    }
    const id = armId(decodeURIComponent(request.path));
    // A client may write the `$` before the label as `%24`.
    const found = [resource, ...children].find((one) => one.id.id.toLowerCase() === id.id.toLowerCase());
    const [, name = ""] = id.names;
    switch (operation.method) {
        case "PUT":
            return finish(() => {
                const { value, contentType, tags } = record(request.body.properties, "properties");
                const [key = "", label] = name.split("$").map(unescaped);
                const keyValue = found ?? make(id.id);
                keyValue.properties = {
                    key,
                    ...(label === undefined ? {} : { label }),
                    value: optionalText(value, "properties.value") ?? "",
                    contentType: optionalText(contentType, "properties.contentType") ?? "",
                    tags: stringMap(tags, "properties.tags"),
                    lastModified: new Date().toISOString(),
                    locked: false,
                };
                keyValue.touch();
                return { status: 200, body: resourceBody(keyValue) };
            });
        case "DELETE":
            return finish(() => {
                if (found !== undefined) {
                    remove(found);
                }
                return { status: found === undefined ? 204 : 200 };
            });
        case "GET":
            return finish(() => {
                if (found === undefined) {
                    throw resourceNotFound(TYPE, id.names.join("/"), id.resourceGroup);
                }
                return { status: 200, body: resourceBody(found) };
            });
    }
    throw new ArmError(405, "MethodNotAllowed", `A key-value knows no ${operation.method}.`);
};

/** `~2F` in a name stands for a slash. */
function unescaped(part: string): string {
    return decodeURIComponent(part.replaceAll("~", "%"));
}
