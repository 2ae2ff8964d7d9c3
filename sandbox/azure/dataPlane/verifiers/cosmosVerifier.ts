import { createHmac } from "node:crypto";
import { error, isRecent, type Verifier } from "../verifier";

/** Cosmos DB: a master key token over verb, resource type, resource link and date. */
export const verifyCosmos: Verifier = ({ method, path, headers }, { name, acceptedKeys }) => {
    const [type, link] = resourceOf(path);
    const date = String(headers["x-ms-date"]);
    const payload = [method.toLowerCase(), type, link, date.toLowerCase(), "", ""].join("\n");
    const tokens = acceptedKeys().map((key) => {
        const signature = createHmac("sha256", Buffer.from(key, "base64")).update(payload).digest("base64");
        return `type=master&ver=1.0&sig=${signature}`;
    });
    if (!isRecent(date) || !tokens.includes(decodeURIComponent(headers.authorization ?? ""))) {
        return error(401, "Unauthorized", "The input authorization token can't serve the request.");
    }
    return path === "" ? { status: 200, body: { id: name } } : error(404, "NotFound", "Resource Not Found.");
};

/** The type and the link of the resource that a path addresses: `dbs/photos/colls` lists the collections of `dbs/photos`. */
function resourceOf(path: string): readonly [type: string, link: string] {
    const segments = path.split("/");
    return segments.length % 2 === 0
        ? [segments.at(-2) ?? "", path]
        : [segments.at(-1) ?? "", segments.slice(0, -1).join("/")];
}
