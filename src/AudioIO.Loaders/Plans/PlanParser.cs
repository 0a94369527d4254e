using System.Globalization;

namespace AudioIO;

/// <summary>Turns a plan that anybody may have written into options and pieces; nothing in it is believed before it was compared.</summary>
/// <param name="planPath">Path of the plan.</param>
internal sealed class PlanParser(string planPath)
{
    /// <exception cref="AudioFormatException">Something in it cannot be.</exception>
    public (RecordingIndex Index, WorkPlanOptions Options, AudioLoaderOptions Opening) Parse(PlanDocument document)
    {
        if (document.Format != PlanDocument.FormatName) throw Fault("format", $"'{PlanDocument.FormatName}'", $"'{document.Format}'");
        if (document.Version != PlanDocument.CurrentVersion)
        {
            throw new AudioFormatException(AudioFormatErrorKind.Unsupported,
                $"Work plan: expected version {PlanDocument.CurrentVersion}, found {document.Version}", path: planPath);
        }
        // Required members are there, but may be null.
        RequirePresent(document.Cutting, "cutting");
        RequirePresent(document.Reading, "reading");
        RequirePresent(document.Pieces, "pieces");
        RequirePresent(document.Index, "index");
        RequirePresent(document.Job, "job");
        var index = new RecordingIndex(new IndexParser(planPath).Parse(document.Index));
        return (index, ParseOptions(document.Cutting, document.Job), ParseOpening(document.Reading));
    }

    /// <exception cref="AudioFormatException">They are not the corpus, or not cut as the options say.</exception>
    public WorkPiece[] ParsePieces(PlanDocument document, WorkPlanOptions options, PlannedCorpus corpus)
    {
        Require(document.Frames == corpus.Frames, "frames", $"{corpus.Frames}, as the index has", document.Frames);
        Require(document.Pieces.Count <= PieceCutting.MaxPieces, "pieces", $"at most {PieceCutting.MaxPieces}", document.Pieces.Count);
        var pieces = new WorkPiece[document.Pieces.Count];
        for (int i = 0; i < pieces.Length; i++) pieces[i] = Parse(document.Pieces[i], i, corpus.Frames);
        if (PieceCutting.Fault(pieces, corpus.Stretches, corpus.Frames, options.Breaks) is { } fault)
            throw new AudioFormatException(AudioFormatErrorKind.Malformed, $"Work plan, {fault}", path: planPath);
        WorkPiece[] cut = Cut(corpus, options);
        // Owned once, but perhaps with a tile in two halves: a minute would have two rows.
        int other = Enumerable.Range(0, Math.Min(cut.Length, pieces.Length)).FirstOrDefault(i => cut[i] != pieces[i], -1);
        if (other >= 0) throw Fault($"pieces[{other}]", $"{Text(cut[other])}, as the options say", Text(pieces[other]));
        return pieces;
    }

    /// <exception cref="AudioFormatException">It is another one.</exception>
    public void RequireFingerprint(PlanDocument document, string fingerprint) =>
        Require(document.Fingerprint == fingerprint, "fingerprint", $"{fingerprint}, as its content gives", $"{document.Fingerprint}");

    private WorkPiece[] Cut(PlannedCorpus corpus, WorkPlanOptions options)
    {
        try
        {
            return PieceCutting.Cut(corpus.Stretches, corpus.FileBounds, options);
        }
        catch (ArgumentException fault)
        {
            throw new AudioFormatException(
                AudioFormatErrorKind.LimitExceeded, $"Work plan, cutting: {fault.Message}", path: planPath, innerException: fault);
        }
    }

    private WorkPlanOptions ParseOptions(PlanDocumentCutting cutting, string job)
    {
        Require(cutting.PieceFrames >= 1, "cutting.pieceFrames", "1 or more", cutting.PieceFrames);
        Require(cutting.TileFrames >= 1, "cutting.tileFrames", "1 or more", cutting.TileFrames);
        Require(!cutting.WholeFiles || cutting.TileFrames == 1, "cutting.tileFrames", "1, with whole files", cutting.TileFrames);
        Require(cutting.FramesBefore >= 0, "cutting.framesBefore", "0 or more", cutting.FramesBefore);
        Require(cutting.FramesAfter >= 0, "cutting.framesAfter", "0 or more", cutting.FramesAfter);
        Require(job.Length <= WorkPlanOptions.MaxJobLength, "job", $"at most {WorkPlanOptions.MaxJobLength} characters", job.Length);
        return new WorkPlanOptions
        {
            PieceFrames = cutting.PieceFrames,
            TileFrames = cutting.TileFrames,
            WholeFiles = cutting.WholeFiles,
            FramesBefore = cutting.FramesBefore,
            FramesAfter = cutting.FramesAfter,
            Breaks = ParseName<WorkBreaks>(cutting.Breaks, "cutting.breaks"),
            Job = job,
        };
    }

    private AudioLoaderOptions ParseOpening(PlanDocumentReading reading)
    {
        Require(reading.MaxGapTicks >= 0, "reading.maxGapTicks", "0 or more", reading.MaxGapTicks);
        TimeZoneInfo? zone = null;
        if (reading.RecorderZone is { } name && !TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone))
        {
            throw new AudioFormatException(AudioFormatErrorKind.Unsupported,
                $"Work plan, reading.recorderZone: expected a zone that this machine knows, found '{name}'", path: planPath);
        }
        return new AudioLoaderOptions
        {
            FileOrder = ParseName<FileOrder>(reading.FileOrder, "reading.fileOrder"),
            OnJoin = ParseName<JoinPolicy>(reading.OnJoin, "reading.onJoin"),
            OnDamage = ParseName<DamagePolicy>(reading.OnDamage, "reading.onDamage"),
            Gaps = ParseName<GapPolicy>(reading.Gaps, "reading.gaps"),
            MaxGap = TimeSpan.FromTicks(reading.MaxGapTicks),
            RecorderZone = zone,
        };
    }

    private WorkPiece Parse(PlanDocumentPiece? piece, int i, long frames)
    {
        string place = $"pieces[{i}]";
        if (piece is null) throw Fault(place, "a piece", "null");
        // Compared, never added: any of them may be anything.
        Require(piece.Start >= 0 && piece.Start <= frames, $"{place}.start", $"0 to {frames}", piece.Start);
        Require(piece.Count >= 1 && piece.Count <= frames - piece.Start, $"{place}.count", $"1 to {frames - piece.Start}", piece.Count);
        long stop = piece.Start + piece.Count;
        Require(piece.Before >= 0 && piece.Before <= piece.Start, $"{place}.before", $"0 to {piece.Start}", piece.Before);
        Require(piece.After >= 0 && piece.After <= frames - stop, $"{place}.after", $"0 to {frames - stop}", piece.After);
        return new WorkPiece
        {
            Index = i,
            Owned = new FrameRange(piece.Start, stop),
            Reads = new FrameRange(piece.Start - piece.Before, stop + piece.After),
        };
    }

    private static string Text(WorkPiece piece) => string.Create(CultureInfo.InvariantCulture,
        $"frames {piece.Owned.Start} to {piece.Owned.Stop - 1} from frames {piece.Reads.Start} to {piece.Reads.Stop - 1}");

    // Enum.TryParse also takes numbers and lists of names.
    private TEnum ParseName<TEnum>(string? name, string place)
        where TEnum : struct, Enum =>
        Enum.TryParse(name, out TEnum value) && value.ToString() == name && Enum.IsDefined(value)
            ? value
            : throw Fault(place, $"a name of {typeof(TEnum).Name}", $"'{name}'");

    private void RequirePresent(object? value, string place)
    {
        if (value is null) throw Fault(place, "a value", "null");
    }

    private void Require<TValue>(bool isSound, string place, string expected, TValue found)
    {
        if (!isSound) throw Fault(place, expected, $"{found}");
    }

    private AudioFormatException Fault(string place, string expected, string found) =>
        new(AudioFormatErrorKind.Malformed, $"Work plan, {place}: expected {expected}, found {found}", path: planPath);
}
