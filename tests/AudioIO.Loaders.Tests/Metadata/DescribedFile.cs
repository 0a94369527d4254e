namespace AudioIO.Tests.MetadataReading;

/// <summary>A file that consists of chunks only, and what is read from it.</summary>
internal sealed class DescribedFile(string format = "RIFF")
{
    private readonly List<byte> _bytes = [.. "file"u8];
    private readonly List<Chunk> _chunks = [];
    private readonly DiagnosticLog _log = new();

    public double Rate { get; init; } = 48000;

    public long Frames { get; init; } = 1_000_000;

    public bool KeepEmpty { get; init; }

    public string? Path { get; init; }

    public IReadOnlyList<Diagnostic> Diagnostics => _log.Snapshot();

    public DescribedFile Add(string id, ReadOnlySpan<byte> content)
    {
        _chunks.Add(new Chunk(id, _bytes.Count, content.Length));
        _bytes.AddRange(content);
        return this;
    }

    public DescribedFile Add(string id, string content) => Add(id, System.Text.Encoding.UTF8.GetBytes(content));

    public MetadataResult Read() => MetadataReader.Read(new MetadataInput
    {
        Bytes = new NamedBytes([.. _bytes], Path),
        Chunks = _chunks,
        Order = new ByteOrder(BigEndian: format == "RIFX"),
        HasGuids = format == "Wave64",
        Rate = Rate,
        Frames = Frames,
        Log = _log,
        KeepEmpty = KeepEmpty,
    });

    /// <summary>Reads, and asserts that nothing is reported.</summary>
    public MetadataResult ReadClean()
    {
        MetadataResult result = Read();
        Assert.Empty(Diagnostics);
        return result;
    }

    /// <summary>Reads, and asserts that exactly one entry of metadata is reported, whose message holds <paramref name="words"/>.</summary>
    public MetadataResult ReadReporting(string words)
    {
        MetadataResult result = Read();
        Diagnostic entry = Assert.Single(Diagnostics);
        Assert.Contains(words, entry.Message, StringComparison.Ordinal);
        return result;
    }

    private sealed class NamedBytes : ByteSource
    {
        private readonly byte[] _bytes;

        public NamedBytes(byte[] bytes, string? path)
        {
            _bytes = bytes;
            Path = path;
            Length = bytes.Length;
        }

        public override string? Path { get; }

        protected override int ReadBytes(long position, Span<byte> destination)
        {
            int count = (int)Math.Clamp(_bytes.Length - position, 0, destination.Length);
            _bytes.AsSpan((int)Math.Min(position, _bytes.Length), count).CopyTo(destination);
            return count;
        }
    }
}
