using System.Text;

namespace AudioIO;

/// <summary>
/// CSET: the code page of the texts of LIST chunks (Multimedia Programming Interface and Data Specifications 1.0, chapter 2), then
/// country, language and dialect, which are not used. It is read before all others, wherever it stands.
/// </summary>
internal static class CodePageChunk
{
    public const string Id = "CSET";

    public static bool Is(Chunk chunk) => chunk.Id.Equals(Id, StringComparison.OrdinalIgnoreCase);

    public static void Read(ReadOnlySpan<byte> bytes, Chunk chunk, MetadataDraft draft)
    {
        var fields = new FieldReader(bytes, draft.Order);
        if (!fields.TryReadUInt16(out ushort number))
        {
            draft.Tree.Report(chunk, $"expected at least 2 bytes, found {chunk.Length}");
            return;
        }
        Encoding? codePage = ChunkText.CodePage(number, out bool isKnown);
        if (!isKnown) draft.Tree.Report(chunk, $"expected the number of a code page, found {number}");
        draft.CodePage = codePage;
    }
}
