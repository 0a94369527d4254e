namespace AudioIO.Tests.Joining;

/// <summary>Files in memory that count how often they are opened, and how many of them are open at once.</summary>
internal sealed class MemoryFiles
{
    private readonly Dictionary<string, byte[]> _contents = [];
    private readonly Dictionary<string, DateTime> _modified = [];
    private int _open;
    private int _mostOpen;
    private int _opened;
    private int _stamped;
    private long _bytesRead;

    public MemoryFiles()
    {
        Store = new FileStore(Open, Stamp);
        Folder = new FolderListing("memory", Listing);
    }

    public FileStore Store { get; }

    /// <summary>All files as those of a folder.</summary>
    public FolderListing Folder { get; }

    /// <summary>Names of the files in the order in which they were added.</summary>
    public List<string> Names { get; } = [];

    /// <summary>Number of files that are open now.</summary>
    public int OpenNow => Volatile.Read(ref _open);

    /// <summary>Largest number of files that were open at once.</summary>
    public int MostOpen => Volatile.Read(ref _mostOpen);

    /// <summary>How often a file was opened.</summary>
    public int Opened => Volatile.Read(ref _opened);

    /// <summary>How often anything was asked of a file.</summary>
    public int Touched => Opened + Volatile.Read(ref _stamped);

    /// <summary>Bytes read from all of them.</summary>
    public long BytesRead => Volatile.Read(ref _bytesRead);

    public void Remove(string name)
    {
        lock (_contents) _contents.Remove(name);
    }

    public MemoryFiles Add(string name, byte[] content)
    {
        lock (_contents) return AddAlone(name, content);
    }

    private MemoryFiles AddAlone(string name, byte[] content)
    {
        if (!_contents.ContainsKey(name)) Names.Add(name);
        _contents[name] = content;
        _modified[name] = _modified.TryGetValue(name, out DateTime before)
            ? before.AddTicks(1) : new DateTime(2024, 5, 1, 0, 0, 0, DateTimeKind.Utc);
        return this;
    }

    /// <summary>A file that is named, but is not there.</summary>
    public MemoryFiles AddMissing(string name)
    {
        Names.Add(name);
        return this;
    }

    public ConcatenatedSource OpenAll(AudioLoaderOptions? options = null, IProgress<int>? progress = null) =>
        ConcatenatedSource.Open(Names, options ?? AudioLoaderOptions.Default, Store, progress);

    public ConcatenatedSource OpenFolder(AudioLoaderOptions? options = null) =>
        ConcatenatedSource.OpenFolder(Folder, options ?? AudioLoaderOptions.Default, Store, null);

    private ByteSource Open(string path)
    {
        byte[] content = Content(path);
        Interlocked.Increment(ref _opened);
        int open = Interlocked.Increment(ref _open);
        for (int most = MostOpen; open > most; most = MostOpen) Interlocked.CompareExchange(ref _mostOpen, open, most);
        var stream = new CountedStream(
            content, count => Interlocked.Add(ref _bytesRead, count), () => Interlocked.Decrement(ref _open));
        return Opening.Bytes(stream, null);
    }

    private FileStamp Stamp(string path)
    {
        Interlocked.Increment(ref _stamped);
        lock (_contents) return new FileStamp(Content(path).Length, _modified[Path.GetFileName(path)]);
    }

    private string[] Listing()
    {
        lock (_contents) return [.. _contents.Keys.Select(Path.GetFullPath)];
    }

    private byte[] Content(string path)
    {
        lock (_contents)
        {
            return _contents.TryGetValue(Path.GetFileName(path), out byte[]? content)
                ? content
                : throw new FileNotFoundException($"There is no file '{path}'.", path);
        }
    }

    private sealed class CountedStream(byte[] content, Action<int> read, Action closed) : MemoryStream(content, writable: false)
    {
        private int _closed;

        public override int Read(Span<byte> buffer)
        {
            int count = base.Read(buffer);
            read(count);
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (Interlocked.Exchange(ref _closed, 1) == 0) closed();
            base.Dispose(disposing);
        }
    }
}
