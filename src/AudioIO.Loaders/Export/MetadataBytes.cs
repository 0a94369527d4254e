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
            Add(chunks, "LIST", ListBytes.Of("INFO", info.Select(field => (field.Key, ListBytes.Terminated(field.Value)))));
        if (metadata.Markers.FirstOrDefault(marker => !CueBytes.Fits(marker)) is { } marker)
        {
            throw new ArgumentException(
                $"A marker at frame {marker.StartFrame} cannot be written: cue points count in 32 bits.", nameof(metadata));
        }
        chunks.AddRange(CueBytes.Chunks(metadata.Markers));
        chunks.AddRange(metadata.Chunks);
        return chunks;
    }

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
