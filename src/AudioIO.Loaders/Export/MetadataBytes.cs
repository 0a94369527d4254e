using System.Text;

namespace AudioIO;

/// <summary>Metadata to chunks.</summary>
internal static class MetadataBytes
{
    /// <summary>All chunks of them, in the order in which they are written.</summary>
    /// <exception cref="ArgumentException">A key or a marker cannot be written.</exception>
    public static IReadOnlyList<WaveChunk> Chunks(WaveMetadata metadata)
    {
        var chunks = new List<WaveChunk>();
        if (metadata.Broadcast is { } broadcast) Add(chunks, "bext", broadcast.ToBytes());
        if (metadata.Guano is { Count: > 0 } guano) Add(chunks, "guan", Guano(guano));
        if (metadata.IXml is { } xml) Add(chunks, "iXML", Encoding.UTF8.GetBytes(xml));
        if (metadata.Info is { Count: > 0 } info)
            Add(chunks, "LIST", List("INFO", info.Select(field => (field.Key, Terminated(field.Value)))));
        if (metadata.Markers.FirstOrDefault(marker => !CueBytes.Fits(marker)) is { } marker)
        {
            throw new ArgumentException(
                $"A marker at frame {marker.StartFrame} cannot be written: cue points count in 32 bits.", nameof(metadata));
        }
        chunks.AddRange(CueBytes.Chunks(metadata.Markers));
        chunks.AddRange(metadata.Chunks);
        return chunks;
    }

    /// <summary>A LIST with the chunks in it.</summary>
    /// <exception cref="ArgumentException">An id does not have four printable ASCII characters.</exception>
    public static byte[] List(string type, IEnumerable<(string Id, byte[] Content)> children)
    {
        var bytes = new List<byte>(Encoding.ASCII.GetBytes(type));
        foreach ((string id, byte[] content) in children)
        {
            if (id.Length != 4 || id.Any(c => c is < ' ' or > '~'))
                throw new ArgumentException($"'{id}' is no id of a chunk: expected four printable ASCII characters.", nameof(children));
            bytes.AddRange(Encoding.ASCII.GetBytes(id));
            bytes.AddRange(BitConverter.GetBytes(content.Length));
            bytes.AddRange(content);
            if ((content.Length & 1) != 0) bytes.Add(0);
        }
        return [.. bytes];
    }

    /// <summary>Text as INFO and adtl have it: UTF-8, and a NUL.</summary>
    public static byte[] Terminated(string text) => [.. Encoding.UTF8.GetBytes(text), 0];

    // GUANO 1.0: the version comes first, a line break within a value is written as "\n".
    private static byte[] Guano(IReadOnlyDictionary<string, string> fields)
    {
        var text = new StringBuilder("GUANO|Version: 1.0\n");
        foreach ((string key, string value) in fields)
        {
            if (key.Length == 0 || key.AsSpan().IndexOfAny(":\r\n") >= 0)
                throw new ArgumentException($"'{key}' is no key of GUANO: expected text without colons and line breaks.", nameof(fields));
            if (!key.Equals("GUANO|Version", StringComparison.OrdinalIgnoreCase))
                text.Append(key).Append(": ").Append(value.ReplaceLineEndings("\\n")).Append('\n');
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Add(List<WaveChunk> chunks, string id, byte[] content) => chunks.Add(new WaveChunk { Id = id, Content = content });
}
