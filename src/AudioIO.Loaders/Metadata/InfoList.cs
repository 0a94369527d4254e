namespace AudioIO;

/// <summary>
/// LIST/INFO: texts under ids of four characters (Multimedia Programming Interface and Data Specifications 1.0, chapter 2).
/// </summary>
internal static class InfoList
{
    public static void Read(SubChunks children, Chunk chunk, MetadataDraft draft)
    {
        MetadataTree tree = draft.Tree;
        MetadataSection section = tree.Section("INFO", chunk);
        while (!tree.IsFull && children.MoveNext())
        {
            string id = children.Current.Id;
            tree.Add(section, id, ChunkText.Decode(children.Bytes, draft.CodePage), PlainName(id.ToUpperInvariant()));
        }
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
