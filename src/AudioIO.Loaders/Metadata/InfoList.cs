namespace AudioIO;

/// <summary>
/// LIST/INFO: texts under ids of four characters (Multimedia Programming Interface and Data Specifications 1.0, chapter 2).
/// </summary>
internal static class InfoList
{
    public static void Read(SubChunks children, Chunk chunk, MetadataTree tree)
    {
        MetadataSection section = tree.Section("INFO", chunk);
        while (!tree.IsFull && children.MoveNext())
            tree.Add(section, children.Current.Id, ChunkText.Decode(children.Bytes), PlainName(children.Current.Id.ToUpperInvariant()));
    }

    // The names under which metadata tools list these ids.
    private static string? PlainName(string id) => id switch
    {
        "IARL" => "ArchivalLocation",
        "IART" => "Artist",
        "ICMS" => "Commissioned",
        "ICMT" => "Comment",
        "ICOP" => "Copyright",
        "ICRD" => "DateCreated",
        "IDIT" => "DateTimeOriginal",
        "IENG" => "Engineer",
        "IGNR" => "Genre",
        "IKEY" => "Keywords",
        "ILNG" => "Language",
        "IMED" => "Medium",
        "INAM" => "Title",
        "IPRD" => "Product",
        "ISBJ" => "Subject",
        "ISFT" => "Software",
        "ISMP" => "TimeCode",
        "ISRC" => "Source",
        "ISRF" => "SourceForm",
        "ITCH" => "Technician",
        "ITRK" or "IPRT" => "TrackNumber",
        _ => null,
    };
}
