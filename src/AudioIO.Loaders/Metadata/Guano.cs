using System.Text;
using System.Text.Unicode;

namespace AudioIO;

/// <summary>
/// The guan chunk: lines <c>Namespace|Key: value</c> in UTF-8 (GUANO specification 1.0). Keys without namespace, and those of the
/// namespace GUANO itself, stand in the section GUANO, every other namespace in a section below it.
/// </summary>
internal static class Guano
{
    // Not a multi-line text: the path "C:\nights" holds no line break.
    private const string FileNameKey = "Original Filename";

    private static readonly char[] Blank = ['\0', '\r', '\n', '\t', ' ', '\uFEFF'];

    public static void Read(ReadOnlySpan<byte> bytes, Chunk chunk, MetadataDraft draft)
    {
        MetadataTree tree = draft.Tree;
        if (!Utf8.IsValid(bytes)) tree.Report(chunk, "expected UTF-8, found other bytes; they are replaced by U+FFFD");
        MetadataSection section = tree.Section("GUANO", chunk);
        var namespaces = new Dictionary<string, MetadataSection>(StringComparer.Ordinal) { [""] = section, ["GUANO"] = section };
        int start = 0;
        while (start < bytes.Length && !tree.IsFull)
        {
            // The specification ends lines by LF; CR LF, and CR alone, occur.
            int length = bytes[start..].IndexOfAny((byte)'\n', (byte)'\r');
            if (length < 0) length = bytes.Length - start;
            string line = Encoding.UTF8.GetString(bytes.Slice(start, length)).Trim(Blank);
            if (line.Length > 0 && !TryAdd(line, namespaces, section, tree))
            {
                long position = chunk.Position + start;
                tree.Report(position, $"Line of chunk guan at byte {position}: expected a key and a colon, found neither");
            }
            start += length + 1;
        }
    }

    private static bool TryAdd(string line, Dictionary<string, MetadataSection> namespaces, MetadataSection root, MetadataTree tree)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) return false;
        int bar = line.IndexOf('|', 0, colon);
        string prefix = bar < 0 ? "" : line[..bar].Trim(Blank);
        string key = line[(bar + 1)..colon].Trim(Blank);
        if (key.Length == 0) return false;
        string value = line[(colon + 1)..].Trim(Blank);
        if (!key.Equals(FileNameKey, StringComparison.OrdinalIgnoreCase)) value = value.Replace("\\n", "\n", StringComparison.Ordinal);
        if (!namespaces.TryGetValue(prefix, out MetadataSection? section))
            namespaces[prefix] = section = tree.AddSection(prefix, root);
        tree.Add(section, key, value);
        return true;
    }
}
