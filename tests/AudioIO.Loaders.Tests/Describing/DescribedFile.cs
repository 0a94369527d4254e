using AudioIO.Bytes;
using AudioIO.Containers;
using AudioIO.Describing;

namespace AudioIO.Tests.Describing;

/// <summary>A file that consists of chunks only, and what is read from it.</summary>
internal sealed class DescribedFile(AudioContainer container = AudioContainer.Riff)
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
        Container = container,
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

    private sealed class NamedBytes(byte[] bytes, string? path) : ByteSource
    {
        public override long Length => bytes.Length;

        public override string? Path => path;

        public override int Read(long position, Span<byte> destination)
        {
            int count = (int)Math.Clamp(bytes.Length - position, 0, destination.Length);
            bytes.AsSpan((int)Math.Min(position, bytes.Length), count).CopyTo(destination);
            return count;
        }

        public override void Dispose()
        {
        }
    }
}
