namespace AudioIO;

/// <summary>
/// Many files read as one recording: their frames follow each other without a hole. Opening reads headers alone; at most
/// <see cref="AudioLoaderOptions.MaxOpenFiles"/> files are open at once, and each is opened again when it is read. One that has changed by
/// then is refused.
/// </summary>
public sealed partial class ConcatenatedSource : AudioSource
{
    private readonly IndexedFile[] _indexed;
    private readonly FrameMap _map;
    private readonly LeasePool<OpenFile> _pool;

    private ConcatenatedSource(
        IndexedFile[] files, FrameMap map, LeftOutFile[] leftOut, DiagnosticLog log, AudioLoaderOptions options, FileStore store)
        : base(SharedInfo.Combine([.. files.Select(file => file.Info)], map.Frames), log)
    {
        _indexed = files;
        _map = map;
        _pool = new LeasePool<OpenFile>(options.MaxOpenFiles, file => new OpenFile(store.OpenKnown(files[file], options)));
        LeftOut = leftOut;
        var clock = new FileClock(files, options.RecorderZone);
        Joins = clock.Joins;
        Times = clock.Times;
        Files = [.. files.Select((file, i) => new RecordingFile(this, i, file.Path, file.Info, map.StartFrameOf(i)))];
        FramesPerUnit = files.Max(file => file.FramesPerUnit);
        _metadata = new Metadata?[files.Length];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<RecordingFile> Files { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Join> Joins { get; }

    /// <summary>
    /// The files that are not part of the recording, in the order of the list; empty unless the policy is <see cref="JoinPolicy.Force"/>.
    /// </summary>
    public IReadOnlyList<LeftOutFile> LeftOut { get; }

    /// <summary>Largest number of frames that one of the files decodes at once.</summary>
    public override int FramesPerUnit { get; }

    /// <summary>
    /// What a later <see cref="Open(RecordingIndex, AudioLoaderOptions?)"/> needs to open the same files without touching them.
    /// </summary>
    public RecordingIndex ToIndex() => new(_indexed);

    internal override int FileIndexAt(long frame) => _map.FileAt(frame);

    /// <inheritdoc/>
    protected override void ReadFrames<T>(long startFrame, Span<T> destination)
    {
        for (int file = _map.FileAt(startFrame); !destination.IsEmpty; file++)
        {
            long frame = startFrame - _map.StartFrameOf(file);
            int count = (int)Math.Min(_map.FramesOf(file) - frame, destination.Length / Info.Channels);
            if (count == 0) continue;
            ReadFile(file, frame, destination[..(count * Info.Channels)]);
            destination = destination[(count * Info.Channels)..];
            startFrame += count;
        }
    }

    private void ReadFile<T>(int file, long frame, Span<T> destination)
        where T : unmanaged
    {
        using LeasePool<OpenFile>.Lease lease = _pool.Rent(file);
        try
        {
            lease.Value.Source.Read(frame, destination);
        }
        catch (AudioFormatException fault) when (fault.StartFrame is not null)
        {
            throw InTheWhole(fault, file);
        }
        finally
        {
            TakeDiagnostics(lease.Value, file);
        }
    }

    /// <summary>The same fault with its frames counted from the start of the recording.</summary>
    private AudioFormatException InTheWhole(AudioFormatException fault, int file)
    {
        long frame = _map.StartFrameOf(file) + fault.StartFrame!.Value;
        // The exception puts its path behind every message: once is enough.
        string suffix = $" ({fault.Path})";
        string inner = fault.Message.EndsWith(suffix, StringComparison.Ordinal) ? fault.Message[..^suffix.Length] : fault.Message;
        string message = $"Frame {frame} of the recording, in file {file}: {inner}";
        return new AudioFormatException(fault.Kind, message, fault.Position, _indexed[file].Path, fault)
        {
            StartFrame = frame,
            FrameCount = fault.FrameCount,
        };
    }

    /// <summary>Lists what a file has found out about itself since the last time.</summary>
    private void TakeDiagnostics(OpenFile open, int file)
    {
        IReadOnlyList<Diagnostic> found = open.Source.Diagnostics;
        if (ReferenceEquals(found, open.Seen)) return;
        AddDiagnostics(Log, found, _indexed[file].Path, _map.StartFrameOf(file));
        open.Seen = found;
    }

    private static void AddDiagnostics(DiagnosticLog log, IReadOnlyList<Diagnostic> entries, string path, long startFrame)
    {
        foreach (Diagnostic entry in entries) log.Add(entry with { Path = entry.Path ?? path, StartFrame = entry.StartFrame + startFrame });
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _pool.Dispose();
        base.Dispose(disposing);
    }

    private sealed class OpenFile(AudioSource source) : IDisposable
    {
        public AudioSource Source => source;

        /// <summary>The diagnostics that were listed already. Two threads may both set it: what is listed twice is kept once.</summary>
        public IReadOnlyList<Diagnostic>? Seen { get; set; }

        public void Dispose() => source.Dispose();
    }
}
