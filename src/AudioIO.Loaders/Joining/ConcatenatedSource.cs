namespace AudioIO;

/// <summary>
/// Many files, or other recordings, read as one: their frames follow each other without a hole, or with silence where nothing was recorded
/// (<see cref="GapPolicy.Fill"/>). Opening files reads headers alone; at most <see cref="AudioLoaderOptions.MaxOpenFiles"/> of them are open
/// at once. One that is no longer what it was is refused.
/// </summary>
/// <remarks>
/// Paths, a folder, a <see cref="RecordingIndex"/> or sources come in; one <see cref="AudioSource"/> goes out. <c>FileSurvey</c> looks at
/// every file once, several at a time, and keeps what an index would: size, time, format, length, start time. <c>Candidates</c> leaves out
/// what the policy lets it, <c>FileSequence</c> puts the rest in order. <c>JoinedFiles</c> is the result: which frame lies in which file
/// (<c>FrameMap</c>), how neighbours follow each other on the clock (<c>JoinRules</c>), where silence stands for a gap (<c>GapFilling</c>).
/// It never changes; a recording that grows puts another one in its place, in which all frames keep theirs.
/// <para>
/// Reading finds the files of the frames and asks each for its part. The idea: what is known of a file outlives its handle. A file's source,
/// with all that it has found out, such as where the FlacFrames lie, is kept while the handle under it (<c>LeasedBytes</c>) is lent from
/// <c>FileHandles</c> for one read at a time. Both are a <c>LeasePool</c>: those used last are kept, whoever needs a further one waits. A
/// handle that is opened again must lead to the file that was known, by its size and time. Sources together take at most 64 MiB: beyond,
/// those not used for longest first give back buffers, then go, and are opened anew when they are read again. In 20 FLAC files with 8
/// handles, 4096 frames at random take 0.08 ms, as with 20 handles, and 0.8 KB where a handle is opened; where the source went with the
/// handle it was 2.3 ms and 368 KB.
/// </para>
/// <para>
/// Faults keep their place: frames and positions in exceptions and entries of <see cref="AudioSource.Diagnostics"/> are those of the whole,
/// with the path of the file; an entry that is found again when a file is opened again counts once.
/// </para>
/// </remarks>
public sealed partial class ConcatenatedSource : AudioSource
{
    /// <summary>Memory that what is known of the files may take.</summary>
    private const long MaxKnownBytes = 64L << 20;

    /// <summary>Of how many files at most something is known beside their description.</summary>
    private const int MaxKnownFiles = 4096;

    private readonly FileHandles? _handles;
    private readonly LeasePool<OpenFile> _pool;
    private State _state;
    private DiagnosticLog _saidOfLast; // by the last file, placed: what is taken back when it is not true any more

    private ConcatenatedSource(
        JoinedFiles joined, Candidates candidates, DiagnosticLog log, JoinSettings settings, IReadOnlyList<Diagnostic> saidOfLast)
        : base(joined.Info, log)
    {
        _saidOfLast = SaidOf(saidOfLast, joined);
        _settings = settings;
        _leftOut = candidates.LeftOut;
        _state = new State(joined, RecordingFiles(joined, null));
        _handles = new FileHandles(settings.Store, settings.Options.MaxOpenFiles, Known);
        var budget = new LeaseBudget<OpenFile>(MaxKnownBytes, file => file.Source.HeldBytes, file => file.Source.Slim());
        _pool = new LeasePool<OpenFile>(MaxKnownFiles, OpenKnown, budget);
    }

    private ConcatenatedSource(JoinedFiles joined, AudioSource[] sources, DiagnosticLog log, JoinSettings settings)
        : base(joined.Info, log, sources)
    {
        _saidOfLast = SaidOf(sources[^1].Diagnostics, joined);
        _settings = settings;
        _sources = sources;
        _leftOut = [];
        _state = new State(joined, RecordingFiles(joined, null));
        _pool = new LeasePool<OpenFile>(int.MaxValue, file => new OpenFile(sources[file], false));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<RecordingFile> Files => Current.Files;

    /// <inheritdoc/>
    public override IReadOnlyList<Join> Joins => Current.Joined.Joins;

    /// <inheritdoc/>
    public override IReadOnlyList<StoredFrames> StoredFrames =>
        _sources is null ? Current.Joined.Stored(_settings.Options.OnDamage == DamagePolicy.Silence ? "silence" : "") : [];

    /// <summary>
    /// The files that are not part of the recording, in the order in which that was found: by <see cref="JoinPolicy.Force"/>, or because
    /// they were added to the folder with an earlier time.
    /// </summary>
    public IReadOnlyList<LeftOutFile> LeftOut => Volatile.Read(ref _leftOut);

    /// <summary>Largest number of frames that one of the files decodes at once.</summary>
    public override int FramesPerUnit => Current.Joined.FramesPerUnit;

    /// <summary>
    /// The stretches between gaps and overlaps of the clock; with <see cref="GapPolicy.Fill"/> the silent ones, too. A join where a time is
    /// missing is no break.
    /// </summary>
    public override IReadOnlyList<FrameRange> ContinuousRanges => Current.Joined.ContinuousRanges;

    internal override TimeMap Times => Current.Joined.Times;

    private State Current => Volatile.Read(ref _state);

    /// <summary>
    /// What a later <see cref="Open(RecordingIndex, AudioLoaderOptions?)"/> needs to open the same files without touching them.
    /// </summary>
    /// <exception cref="InvalidOperationException">The recording is made of sources, not of files.</exception>
    public RecordingIndex ToIndex() => _sources is null
        ? new RecordingIndex(Current.Joined.Files)
        : throw new InvalidOperationException("Only a recording that was opened from files has an index.");

    internal override int FileIndexAt(long frame) => Current.Joined.FileAt(frame);

    /// <inheritdoc/>
    protected override void ReadFrames<T>(long startFrame, Span<T> destination)
    {
        JoinedFiles joined = Current.Joined;
        FrameMap map = joined.Map;
        for (int i = map.FileAt(startFrame); !destination.IsEmpty; i++)
        {
            JoinedPiece piece = joined.Pieces[i];
            long frame = startFrame - map.StartFrameOf(i);
            // All at most the frames of a span.
            int room = destination.Length / Channels;
            int count = (int)Math.Clamp(piece.FrameCount - frame, 0, room);
            int silence = (int)Math.Min(map.SpanOf(i) - frame, room) - count;
            if (count > 0) ReadFile(joined, piece.File, piece.StartFrame + frame, destination[..(count * Channels)]);
            destination.Slice(count * Channels, silence * Channels).Clear();
            destination = destination[((count + silence) * Channels)..];
            startFrame += count + silence;
        }
    }

    private void ReadFile<T>(JoinedFiles joined, int file, long frame, Span<T> destination)
        where T : unmanaged
    {
        try
        {
            using LeasePool<OpenFile>.Lease lease = _pool.Rent(file);
            try
            {
                lease.Value.Source.Read(frame, destination);
            }
            finally
            {
                TakeFaults(lease.Value, joined, file);
            }
        }
        catch (AudioFormatException fault) when (fault.StartFrame is not null || fault.Kind == AudioFormatErrorKind.Changed)
        {
            throw InTheWhole(fault, joined, file);
        }
        catch (IOException fault) when (fault is FileNotFoundException || Directory.Exists(joined.Files[file].Path))
        {
            FrameRange lost = InTheWhole(joined, file, 0, joined.Files[file].Info.Frames);
            throw new MissingFileException(joined.Files[file].Path, fault, lost);
        }
    }

    private RecordingFile[] RecordingFiles(JoinedFiles joined, State? before)
    {
        var files = new RecordingFile[joined.Files.Count];
        for (int i = 0; i < files.Length; i++)
        {
            IndexedFile file = joined.Files[i];
            bool isKnown = before is not null && i < before.Files.Length && ReferenceEquals(before.Files[i].Info, file.Info);
            string? path = file.Path.Length > 0 ? file.Path : null;
            files[i] = isKnown ? before!.Files[i] : new RecordingFile(this, i, path, file.Info, joined.StartFrameOf(i));
        }
        return files;
    }

    private static DiagnosticLog SaidOf(IReadOnlyList<Diagnostic> entries, JoinedFiles joined)
    {
        var said = new DiagnosticLog();
        AddDiagnostics(said, entries, joined, joined.Files.Count - 1);
        return said;
    }

    private KnownFile Known(int file)
    {
        IReadOnlyList<IndexedFile> files = Current.Joined.Files;
        return new KnownFile(files[file], MayGrow: file == files.Count - 1, _settings.IsIndexed);
    }

    private OpenFile OpenKnown(int file)
    {
        KnownFile known = Known(file);
        AudioSource source = Reopen(file, known.File.Path);
        try
        {
            known.ThrowIfChanged(source.Info);
            if (known.IsIndexed) JudgeTime(known, source);
            return new OpenFile(source, true);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private AudioSource Reopen(int file, string path)
    {
        try
        {
            return Opening.OrDispose(new LeasedBytes(_handles!, file, path), _settings.Options, Opening.Source);
        }
        catch (AudioFormatException fault) when (fault.Kind != AudioFormatErrorKind.Changed)
        {
            throw KnownFile.Changed(path, fault.Message, fault);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _pool.Dispose();
        _handles?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Files and their places: one reference, so that nobody sees half of one and half of another.</summary>
    private sealed record State(JoinedFiles Joined, RecordingFile[] Files);
}
