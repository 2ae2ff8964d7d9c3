import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { layersOf } from "../../components/services/layers";

const TEXT = "the text that is hidden in another";

function base64(text: string | Buffer): string {
    return Buffer.from(text).toString("base64");
}

describe("the layers of a text", () => {
    const encodings: Readonly<Record<string, string>> = {
        "base64 in a longer text": `data: ${base64(TEXT)};`,
        "base64 in lines": base64(TEXT.repeat(4)).replace(/.{76}/g, "$&\r\n"),
        "indented lines in YAML": `data: |\n${base64(TEXT.repeat(4)).replace(/.{60}/g, "    $&\n")}`,
        "base64 of a URL": Buffer.from(`???>>>${TEXT}`).toString("base64url"),
        "base64 in base64": base64(`x: ${base64(TEXT)}`),
        "gzip in base64": base64(gzipSync(TEXT)),
        "a Helm release: JSON in gzip in base64 in base64": base64(
            base64(gzipSync(JSON.stringify({ chart: { v: TEXT } }))),
        ),
        "UTF-16 in base64": base64(Buffer.from(TEXT, "utf16le")),
        "percent-encoding": encodeURIComponent(TEXT),
        "escapes of JSON in a text that is none": `{broken: "${TEXT.replaceAll(" ", "\\u0020")}"`,
        "JSON in JSON": JSON.stringify({ inner: JSON.stringify({ deeper: TEXT }) }),
    };

    for (const [encoding, text] of Object.entries(encodings)) {
        it(`are found in ${encoding}`, () => {
            assert.ok(layersOf(text).some((layer) => layer.includes(TEXT)));
        });
    }

    it("are the text alone where nothing is encoded in it", () => {
        assert.deepEqual(layersOf("https://shop.example.com/api/orders?timeout=30"), [
            "https://shop.example.com/api/orders?timeout=30",
        ]);
    });

    it("end where an encoding holds itself, and where a bomb goes off", () => {
        const bomb = base64(gzipSync(Buffer.alloc(64 * 1024 * 1024)));
        let nested = TEXT;
        for (let depth = 0; depth < 30; depth += 1) {
            nested = base64(nested);
        }
        for (const text of [bomb, nested, `${base64(TEXT)} `.repeat(10_000)]) {
            const total = layersOf(text).reduce((sum, layer) => sum + layer.length, 0);
            assert.ok(total <= 16 * 1024 * 1024, `${total}`);
        }
    });
});
