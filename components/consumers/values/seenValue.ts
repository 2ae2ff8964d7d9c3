export type SeenValue =
    /**
     * The value itself: a key, a connection string or a Key Vault reference. `isChanged`: something else about it, such as its
     * type, is not as it is declared. `part`: the key or connection string in it, if it stands in a text of another form. `uris`: as below.
     */
    | {
          readonly value: string;
          readonly isChanged?: boolean;
          readonly part?: string;
          readonly uris?: readonly string[];
      }
    /** The value is not shown: the fingerprint of its key, if known, and the URIs that others use for it. */
    | {
          readonly fingerprint: string | undefined;
          readonly uris?: readonly string[];
          /** The switch that the same marks name, by its moment. */
          readonly rotatedAt?: string;
          /** What is known of it besides, for whoever is told what the place holds. */
          readonly remark?: string;
      }
    /** Something that readers cannot use, whatever key is in it, and why: nobody can tell what they go on with. */
    | { readonly unusable: string; readonly uris?: readonly string[] };

/** What a place was seen to hold, by the name of the value; where a place holds a single one, it has no name. */
export type Seen = Readonly<Record<string, SeenValue>>;
