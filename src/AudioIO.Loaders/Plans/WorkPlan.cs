using System.Text.Json;

namespace AudioIO;

/// <summary>
/// A corpus cut into pieces that are computed by themselves: by one program after the other, or by any number of them on any number of
/// machines that share a folder. The library runs nothing: a scheduler that knows arrays of jobs does (Slurm, Kubernetes, PBS, GNU parallel).
/// </summary>
/// <remarks>
/// A <see cref="RecordingIndex"/> and options come in. <c>PieceCutting</c> cuts: pure, numbers in, numbers out. Every frame is owned by one
/// piece, which is checked when a plan is made and again when it is read. <c>PlanDocument</c> is the JSON, <c>PlanParser</c> believes none of
/// it before it was compared, <c>PlanFingerprint</c> tells two plans apart: results of another corpus, of other options or of another job
/// are never taken for those of this one.
/// <para>
/// A piece is done when a folder of its name is there. The idea: nobody holds a lock. <see cref="Begin"/> makes a folder of its own under
/// another name, the task writes whatever files it likes into it, and <see cref="WorkPart.Complete"/> flushes them, lists their lengths and
/// SHA-256 beside them, and renames the folder. A folder cannot be renamed to one that is there and has files in it, on no file system,
/// networked ones included, so that of two tasks on one piece one wins, and the other is told. A task that dies leaves a folder of another
/// name, which nobody takes for a result. Locks would be no gain: where files are shared over a network they are not reliable, and one whose
/// owner died stands in the way of the task that comes after it; a piece computed twice costs time alone, for the same frames have the same
/// bits.
/// </para>
/// <para><see cref="Progress"/> says what is done, <see cref="Gather"/> hands out the results of all pieces, or refuses.</para>
/// </remarks>
public sealed class WorkPlan
{
    /// <summary>A plan of as many files as an index may have.</summary>
    private const long MaxBytes = 512L << 20;

    private readonly PlanDocumentReading _reading;
    private readonly AudioLoaderOptions _opening;
    private readonly PlannedFile[] _files;

    private WorkPlan(RecordingIndex index, WorkPlanOptions options, AudioLoaderOptions opening, PlannedCorpus corpus, WorkPiece[] pieces)
    {
        Index = index;
        Options = options;
        _opening = opening;
        _reading = PlanDocumentReading.Of(opening);
        _files = corpus.Files;
        Frames = corpus.Frames;
        Pieces = Array.AsReadOnly(pieces);
        Fingerprint = PlanFingerprint.Of(index, options, _reading, Frames, pieces);
    }

    /// <summary>The files of the corpus.</summary>
    public RecordingIndex Index { get; }

    /// <summary>How it is cut.</summary>
    public WorkPlanOptions Options { get; }

    /// <summary>Number of frames of the corpus.</summary>
    public long Frames { get; }

    /// <summary>The pieces in ascending order; every frame of the corpus is owned by one of them. None, where there is no frame.</summary>
    public IReadOnlyList<WorkPiece> Pieces { get; }

    /// <summary>
    /// SHA-256, as 64 hexadecimal digits, of all that decides about results: the files (size, time of modification, format, start time, and
    /// how they lie to each other), how they are read, the options with their job, and the pieces.
    /// </summary>
    public string Fingerprint { get; }

    /// <summary>Cuts a corpus into pieces, without touching its files.</summary>
    /// <param name="index">What is known of the files: <see cref="ConcatenatedSource.ToIndex"/>.</param>
    /// <param name="options">How to cut.</param>
    /// <param name="opening">
    /// How the corpus is read; null for the defaults. Of these the plan keeps what decides which samples there are and where: file order,
    /// joins, damage, gaps, and the zone of the recorder.
    /// </param>
    /// <exception cref="ArgumentException">
    /// Files shall be kept whole and tiles, too; there would be more than 1 048 576 pieces; the zone of the recorder is one that other
    /// machines do not know by its name; or unwrapping is asked for, which is for the job to do (<see cref="UnwrappedSource"/>).
    /// </exception>
    /// <exception cref="AudioFormatException">The files do not fit together, and the policy does not leave them out.</exception>
    public static WorkPlan Create(RecordingIndex index, WorkPlanOptions options, AudioLoaderOptions? opening = null)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(options);
        opening ??= AudioLoaderOptions.Default;
        if (options.WholeFiles && options.TileFrames > 1)
            throw new ArgumentException($"Files are kept whole, or tiles of {options.TileFrames} frames are: expected one of both.", nameof(options));
        if (opening.Unwrap is not null)
            throw new ArgumentException("Samples are unwrapped by the job, over the recording that the plan opens.", nameof(opening));
        if (opening.RecorderZone is { } zone && !IsKnownByName(zone))
            throw new ArgumentException($"The zone '{zone.Id}' is none that other machines know by its name.", nameof(opening));
        PlannedCorpus corpus = PlannedCorpus.Of(index, opening);
        WorkPiece[] pieces = PieceCutting.Cut(corpus.Stretches, corpus.FileBounds, options);
        // Whoever cuts is not to be believed either: a frame that nobody owns is lost in silence.
        if (PieceCutting.Fault(pieces, corpus.Stretches, corpus.Frames, options.Breaks) is { } fault) throw new InvalidOperationException(fault);
        return new WorkPlan(index, options, opening, corpus, pieces);
    }

    /// <summary>Reads a plan.</summary>
    /// <param name="path">Path of the JSON file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="AudioFormatException">
    /// The file is no plan, of a version that is not known, or not as it was written: its pieces are not those of its corpus, or its
    /// fingerprint is another one.
    /// </exception>
    public static WorkPlan Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        if (stream.Length > MaxBytes)
        {
            throw new AudioFormatException(
                AudioFormatErrorKind.LimitExceeded, $"Work plan: expected at most {MaxBytes} bytes, found {stream.Length}", path: path);
        }
        PlanDocument document;
        try
        {
            document = JsonSerializer.Deserialize(stream, PlanDocument.Json.PlanDocument) ?? throw new JsonException("null is no plan");
        }
        catch (JsonException fault)
        {
            throw new AudioFormatException(
                AudioFormatErrorKind.Malformed,
                    $"Work plan: expected JSON as AudioIO writes it, found: {fault.Message}", path: path, innerException: fault);
        }
        var parser = new PlanParser(path);
        (RecordingIndex index, WorkPlanOptions options, AudioLoaderOptions opening) = parser.Parse(document);
        PlannedCorpus corpus = PlannedCorpus.Of(index, opening);
        var plan = new WorkPlan(index, options, opening, corpus, parser.ParsePieces(document, options, corpus));
        parser.RequireFingerprint(document, plan.Fingerprint);
        return plan;
    }

    /// <summary>
    /// Writes the plan, in place of any file of that name, as a whole or not at all. Best beside the corpus: it moves with it.
    /// </summary>
    /// <param name="path">Path of the JSON file. Files on the same drive are named relative to its directory.</param>
    /// <exception cref="ArgumentException">The path is empty, or ends as that of a directory does.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Write(string path) => WholeFile.Write(path, stream => JsonSerializer.Serialize(
        stream, ToDocument(Path.GetDirectoryName(Path.GetFullPath(path))!), PlanDocument.Json.PlanDocument));

    /// <summary>Opens the corpus as one recording, without touching its files: each is compared with the plan when it is first read.</summary>
    /// <param name="options">
    /// Formats, threads and limits; null for the defaults. What decides which samples there are, and where, is taken from the plan.
    /// </param>
    /// <returns>The recording; dispose it to close the files.</returns>
    public ConcatenatedSource Open(AudioLoaderOptions? options = null) => ConcatenatedSource.Open(Index, (options ?? AudioLoaderOptions.Default) with
    {
        FileOrder = _opening.FileOrder,
        OnJoin = _opening.OnJoin,
        OnDamage = _opening.OnDamage,
        Gaps = _opening.Gaps,
        MaxGap = _opening.MaxGap,
        RecorderZone = _opening.RecorderZone,
        Unwrap = null,
    });

    /// <summary>Begins a piece, unless it is done.</summary>
    /// <param name="piece">Index of the piece.</param>
    /// <param name="folder">Where the results of all pieces are; it is made where it does not exist. Plans may share one.</param>
    /// <returns>
    /// Where to put the results; null where the piece is done for this <see cref="Fingerprint"/>, its files being what they were. One whose
    /// files are not is begun anew.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such piece.</exception>
    /// <exception cref="AudioFormatException">A file that the piece reads is no longer what it was when the plan was made.</exception>
    /// <exception cref="FileNotFoundException">A file that the piece reads is gone.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public WorkPart? Begin(int piece, string folder)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(piece);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(piece, Pieces.Count);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var parts = new PartFolder(folder, Fingerprint);
        if (parts.Look(Pieces[piece], withContent: true) is { IsSound: true }) return null;
        return WorkPart.Begin(parts, Pieces[piece], FileWatch.Of(Pieces[piece], _files));
    }

    /// <summary>Looks what is done, by the names and lengths of the files of every piece.</summary>
    /// <param name="folder">Where the results are.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public WorkProgress Progress(string folder) => WorkProgress.Of(Pieces, new PartFolder(folder, Fingerprint), withContent: false);

    /// <summary>
    /// The results of all pieces, in their order, each of which is there once, as it was written: by the names, lengths and SHA-256 of its
    /// files.
    /// </summary>
    /// <param name="folder">Where the results are.</param>
    /// <exception cref="InvalidOperationException">
    /// A piece is missing, damaged, or there twice; the message names them all.
    /// </exception>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public IReadOnlyList<WorkResult> Gather(string folder)
    {
        WorkProgress progress = WorkProgress.Of(Pieces, new PartFolder(folder, Fingerprint), withContent: true);
        return progress.IsComplete ? progress.Results : throw new InvalidOperationException($"Nothing is gathered: {progress}");
    }

    private static bool IsKnownByName(TimeZoneInfo zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone.Id, out TimeZoneInfo? known) && known.HasSameRules(zone);

    private PlanDocument ToDocument(string directory) => new()
    {
        Format = PlanDocument.FormatName,
        Version = PlanDocument.CurrentVersion,
        Fingerprint = Fingerprint,
        Job = Options.Job,
        Cutting = new PlanDocumentCutting
        {
            PieceFrames = Options.PieceFrames,
            TileFrames = Options.TileFrames,
            WholeFiles = Options.WholeFiles,
            FramesBefore = Options.FramesBefore,
            FramesAfter = Options.FramesAfter,
            Breaks = Options.Breaks.ToString(),
        },
        Reading = _reading,
        Frames = Frames,
        Pieces = [.. Pieces.Select(PlanDocumentPiece.Of)],
        Index = IndexDocument.Of(Index.Files, directory),
    };
}
