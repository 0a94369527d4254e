using AudioIO.Tests.Joining;

namespace AudioIO.Tests.Field;

/// <summary>A folder with a file in it, and the ways to open it.</summary>
internal sealed class FieldPlace(FieldCase content) : IDisposable
{
    /// <summary>Frames of the file that stands before it in a join.</summary>
    public const int Before = 150;

    private readonly TemporaryFolder _folder = new();
    private string? _path;

    /// <summary>Its path; it is laid there when somebody asks for it.</summary>
    public string Path => _path ??= content.Laid?.Invoke(_folder) ?? _folder.Write(content.FileName, content.File.Bytes);

    public void Dispose() => _folder.Dispose();

    public AudioSource Open(FieldWay way, AudioLoaderOptions options) => way switch
    {
        FieldWay.Path => AudioLoader.OpenSource(Path, options),
        FieldWay.Stream => AudioLoader.OpenSource(content.AsStream(), options),
        FieldWay.ShortReads => AudioLoader.OpenSource(new HaltingBytes(content.AsStream(), _folder[content.FileName]), options),
        FieldWay.Join => Join(options),
        FieldWay.Index => Reopen(options),
        _ => throw new ArgumentOutOfRangeException(nameof(way)),
    };

    /// <summary>What is left where a way to open it has refused it.</summary>
    public ConcatenatedSource Join(AudioLoaderOptions options)
    {
        AudioInfo info = content.Refusal is null ? AudioLoader.Identify(content.AsStream(), options) : AudioLoader.Identify(new MemoryStream(Waves.Int16([1])));
        string[] paths = [Neighbour("a.wav", info), Path, Neighbour("c.wav", info)];
        // The file that is odd as a stream is odd in the join, too.
        var store = new FileStore(path => content.Streamed is not null && content.Laid is null && path == Path
            ? new HaltingBytes(content.AsStream(), path) : FileStore.Disk.Bytes(path), FileStore.Disk.Stamp);
        // One handle: every file is opened again and again.
        return ConcatenatedSource.Open(paths, options with { MaxOpenFiles = 1 }, store, null);
    }

    private string Neighbour(string name, AudioInfo info) =>
        _folder.Write(name, Waves.Int16(Waves.Counting(0, Before, info.Channels), info.Channels, (uint)info.Rate));

    private ConcatenatedSource Reopen(AudioLoaderOptions options)
    {
        using (ConcatenatedSource source = Join(options)) source.ToIndex().Write(_folder["index.json"]);
        foreach (string path in Directory.GetFiles(_folder.Root))
            File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path) + content.CopiedLater);
        return ConcatenatedSource.Open(RecordingIndex.Read(_folder["index.json"]), options with { MaxOpenFiles = 1 });
    }
}

/// <summary>Bytes that come a few at a time, as those of a network do.</summary>
internal sealed class HaltingBytes : ByteSource
{
    private const int Most = 1 << 16;

    private readonly StreamByteSource _bytes;
    private uint _reads;

    public HaltingBytes(Stream stream, string path)
    {
        Path = path;
        _bytes = new StreamByteSource(stream, leaveOpen: false);
        Length = _bytes.Length;
    }

    public override string? Path { get; }

    // Now one byte, now many: no two reads end alike.
    protected override int ReadBytes(long position, Span<byte> destination) =>
        _bytes.Read(position, destination[..Math.Min(destination.Length, 1 + (int)(Interlocked.Increment(ref _reads) * 7919 % Most))]);

    public override void Refresh()
    {
        _bytes.Refresh();
        Length = _bytes.Length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _bytes.Dispose();
        base.Dispose(disposing);
    }
}
