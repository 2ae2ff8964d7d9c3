import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A certificate for 127.0.0.1 and the names of vaults, and the authority that vouches for it; both are made anew for each local Azure. */
export interface Certificates {
    /** PEM of the authority: what clients have to trust. */
    readonly authority: string;
    /** PEM of the server's certificate and of its private key. */
    readonly certificate: string;
    readonly privateKey: string;
    /** The same three as files in the local Azure's directory. */
    readonly authorityFile: string;
    readonly certificateFile: string;
    readonly privateKeyFile: string;
}

/** Makes an authority and a server certificate and writes both into `directory`. `suffix` stands for `core.windows.net`. EC keys, because RSA ones take seconds. */
export async function makeCertificates(directory: string, suffix: string): Promise<Certificates> {
    const { generate } = await import("selfsigned");
    // A client whose clock is a little behind takes them, too.
    const notBeforeDate = new Date(Date.now() - 60 * 60 * 1000);
    const authority = await generate([{ name: "commonName", value: "Local Azure of the sandbox" }], {
        keyType: "ec",
        algorithm: "sha256",
        notBeforeDate,
        extensions: [
            { name: "basicConstraints", cA: true, critical: true },
            { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
        ],
    });
    const server = await generate([{ name: "commonName", value: "127.0.0.1" }], {
        keyType: "ec",
        algorithm: "sha256",
        notBeforeDate,
        ca: { key: authority.private, cert: authority.cert },
        extensions: [
            { name: "basicConstraints", cA: false, critical: true },
            { name: "keyUsage", digitalSignature: true, critical: true },
            { name: "extKeyUsage", serverAuth: true },
            {
                name: "subjectAltName",
                altNames: [
                    { type: 7, ip: "127.0.0.1" },
                    { type: 2, value: "localhost" },
                    { type: 2, value: `*.vault.${suffix}` },
                ],
            },
        ],
    });
    const written = async (name: string, pem: string) => {
        const file = join(directory, name);
        await writeFile(file, pem, { mode: 0o600 });
        return file;
    };
    return {
        authority: authority.cert,
        certificate: server.cert,
        privateKey: server.private,
        authorityFile: await written("authority.pem", authority.cert),
        certificateFile: await written("server.pem", server.cert),
        privateKeyFile: await written("server-key.pem", server.private),
    };
}
