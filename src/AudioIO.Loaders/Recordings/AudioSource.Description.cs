namespace AudioIO;

public abstract partial class AudioSource
{
    private readonly Lock _descriptionLock = new();
    private MetadataResult? _description;
    private IReadOnlyList<Diagnostic> _described = []; // what was odd about it
    private RecordingFile[]? _files;
    private TimeMap? _times;

    /// <summary>
    /// What the recording says beside its samples; of several files, what the first one says. Read by the first call, and again by the first one
    /// after a refresh has found the file to be longer; faults in it are entries of <see cref="Diagnostics"/> and never affect the audio.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The source was closed before.</exception>
    public virtual Metadata Metadata => Description.Metadata;

    /// <summary>
    /// The markers of the recording in ascending order of their position, those of several files shifted to where the files' frames lie:
    /// one beyond the end of its file is placed there. Read by the first call, which opens every file.
    /// </summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The source was closed before.</exception>
    public virtual IReadOnlyList<Marker> Markers => Description.Markers;

    /// <summary>When the first frame was recorded; null where the recording (of several files: the first one) does not say.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The source was closed before the first call.</exception>
    public virtual StartTime? StartTime => Description.StartTime;

    /// <summary>The files of the recording in their order: one, where it is not made of several.</summary>
    public virtual IReadOnlyList<RecordingFile> Files
    {
        get
        {
            RecordingFile[]? files = _files;
            if (files is null || !ReferenceEquals(files[0].Info, Info)) _files = files = [new RecordingFile(this, 0, FilePath, Info, 0)];
            return files;
        }
    }

    /// <summary>How the files follow each other on the clock, in their order: one entry fewer than there are files.</summary>
    public virtual IReadOnlyList<Join> Joins => [];

    /// <summary>Where the recording was opened from, where a format of another package opened it; else null.</summary>
    internal RecordingOrigin? Origin { get; set; }

    /// <summary>Path of the file; null for a stream, and for several files.</summary>
    private protected virtual string? FilePath => Origin?.Bytes.Path;

    /// <summary>
    /// Which frames are all those of a file, so that what is computed of them can be kept beside it: see <see cref="IStoredFrames"/>. None
    /// where samples are changed while they are read.
    /// </summary>
    public virtual IReadOnlyList<StoredFrames> StoredFrames =>
        FilePath is { } path ? [new StoredFrames { Frames = new FrameRange(0, Frames), Path = path, Reading = Reading }] : [];

    /// <summary>How samples are read where there are several ways; empty for the usual one (<see cref="StoredFrames.Reading"/>).</summary>
    private protected virtual string Reading => "";

    internal virtual TimeMap Times
    {
        get
        {
            TimeMap? times = _times;
            if (times is null || times.Frames != Info.Frames)
                _times = times = Clock();
            return times;
        }
    }

    /// <summary>The parts of the recording with a start time of their own, where it is one file that has several; else empty.</summary>
    internal virtual IReadOnlyList<ClockStretch> Stretches => Description.Stretches;

    /// <summary>True where a file that has no such parts may get them while it grows.</summary>
    internal virtual bool MayGetStretches => false;

    /// <summary>The zone of start times that name none; null where it is not known.</summary>
    private protected virtual TimeZoneInfo? RecorderZone => Origin?.Options.RecorderZone;

    private MetadataResult Description
    {
        get
        {
            if (Volatile.Read(ref _description) is { } known) return known;
            lock (_descriptionLock)
            {
                if (_description is { } description) return description;
                ThrowIfClosed();
                var log = new DiagnosticLog();
                description = Describe(log);
                IReadOnlyList<Diagnostic> told = log.Snapshot();
                // What was odd before the file had grown may not be so any more.
                _diagnostics.Forget(_described.Except(told));
                foreach (Diagnostic entry in told) _diagnostics.Add(entry);
                _described = told;
                Volatile.Write(ref _description, description);
                return description;
            }
        }
    }

    /// <summary>The file that holds a frame.</summary>
    /// <param name="frame">Frame of the recording, 0 to Frames − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The recording has no such frame.</exception>
    public RecordingFile FileAt(long frame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frame, Info.Frames);
        return Files[FileIndexAt(frame)];
    }

    /// <summary>
    /// What the file says beside its samples is read again by the next call: it has grown, and recorders write metadata behind the sound.
    /// </summary>
    private protected void ForgetDescription()
    {
        lock (_descriptionLock) Volatile.Write(ref _description, null);
        _times = null;
        _ranges = null;
    }

    private TimeMap Clock()
    {
        IReadOnlyList<ClockPiece> pieces = ClockPieces.Of(Info.Frames, StartTime, Stretches);
        return new TimeMap(
            new FrameMap([.. pieces.Select(piece => piece.Frames)]), Info.Rate, [.. pieces.Select(piece => piece.Start)], RecorderZone);
    }

    /// <summary>Reads what the file says beside its samples. Called once for every state of the file; a failure is tried again by the next call.</summary>
    /// <param name="log">Takes what is odd about it.</param>
    private protected virtual MetadataResult Describe(DiagnosticLog log) => Origin is null ? MetadataResult.Empty : MetadataReader.Read(new MetadataInput
    {
        Bytes = Origin.Bytes,
        Chunks = [], // of another package's format nothing is known but the name of the file, which may tell the time
        Rate = Info.Rate,
        Frames = Info.Frames,
        Log = log,
    });

    /// <summary>Index of the file that holds a frame; that of the last file for the frame after the end.</summary>
    internal virtual int FileIndexAt(long frame) => 0;

    internal virtual Metadata MetadataOf(RecordingFile file) => Metadata;

    internal virtual StartTime? StartTimeOf(RecordingFile file) => StartTime;

    /// <summary>Paths of all files that the recording is read from.</summary>
    internal virtual IEnumerable<string> OwnPaths => Files.Select(file => file.Path).OfType<string>();

    /// <summary>The markers of one file, at frames of the recording.</summary>
    internal virtual IReadOnlyList<Marker> MarkersOf(RecordingFile file) => Markers;
}
