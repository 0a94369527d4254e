namespace AudioIO;

/// <summary>The chunks that recorders and editors write behind the audio.</summary>
internal static class TrailingChunks
{
    private static ReadOnlySpan<byte> Ids =>
        "LIST"u8 + "bext"u8 + "iXML"u8 + "guan"u8 + "wamd"u8 + "cue "u8 + "plst"u8 + "smpl"u8 + "inst"u8 + "fact"u8 + "PEAK"u8 + "id3 "u8 +
        "ID3 "u8 + "axml"u8 + "chna"u8 + "_PMX"u8 + "JUNK"u8 + "PAD "u8 + "FLLR"u8 + "acid"u8 + "DISP"u8 + "levl"u8 + "umid"u8;

    /// <summary>True for the id of one of them; four bytes of sound are by chance in fewer than one of 10^8 cases.</summary>
    public static bool IsId(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < Ids.Length; i += 4)
        {
            if (bytes.SequenceEqual(Ids.Slice(i, 4))) return true;
        }
        // The first four bytes of the GUIDs of Wave64 are ids in small letters.
        return bytes.SequenceEqual("list"u8) || bytes.SequenceEqual("junk"u8);
    }
}
