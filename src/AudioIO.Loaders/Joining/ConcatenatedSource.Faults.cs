namespace AudioIO;

/// <content>What is wrong with a file, in the places of the whole.</content>
public sealed partial class ConcatenatedSource
{
    /// <summary>
    /// The same fault with its frames counted from the start of the recording; those of the whole file where it is another one now, so that
    /// its neighbours are read beside it.
    /// </summary>
    private static AudioFormatException InTheWhole(AudioFormatException fault, JoinedFiles joined, int file)
    {
        string path = joined.Files[file].Path;
        bool isWhole = fault.StartFrame is null;
        FrameRange range = InTheWhole(joined, file, fault.StartFrame ?? 0, isWhole ? joined.Files[file].Info.Frames : fault.FrameCount ?? 0);
        string message = $"Frame {range.Start} of the recording, in file {file}: {fault.Bare}";
        return new AudioFormatException(fault.Kind, message, fault.Position, path.Length > 0 ? path : fault.Path, fault)
        {
            StartFrame = range.Start,
            FrameCount = fault.FrameCount is null && !isWhole ? null : range.Count,
        };
    }

    /// <summary>Frames of a file as those of the whole, with the silence that lies between them.</summary>
    private static FrameRange InTheWhole(JoinedFiles joined, int file, long start, long count)
    {
        // A file that grows may know of frames that are no part of the whole yet.
        long end = Math.Min(start + count, joined.Files[file].Info.Frames);
        long first = joined.InTheWhole(file, Math.Min(start, end));
        return new FrameRange(first, end > start ? joined.InTheWhole(file, end - 1) + 1 : first);
    }

    /// <summary>Lists what a file has found out about itself since the last time.</summary>
    private void TakeFaults(OpenFile open, JoinedFiles joined, int file)
    {
        IReadOnlyList<Diagnostic> found = open.Source.Diagnostics;
        if (!ReferenceEquals(found, open.SeenDiagnostics))
        {
            AddDiagnostics(Log, found, joined, file);
            if (file == joined.Files.Count - 1) AddDiagnostics(Volatile.Read(ref _saidOfLast), found, joined, file);
            open.SeenDiagnostics = found;
        }
        IReadOnlyList<FrameRange> damage = open.Source.DamagedRanges;
        if (ReferenceEquals(damage, open.SeenDamage)) return;
        foreach (FrameRange range in damage) Log.Damage.Add(InTheWhole(joined, file, range.Start, range.Count));
        open.SeenDamage = damage;
    }

    /// <summary>
    /// Takes back what was listed of the last file and is not true any more, since it was measured anew; so does whoever keeps its frames, where
    /// they may have become others.
    /// </summary>
    /// <param name="said">Everything that the file says now.</param>
    /// <param name="damage">The damage that it knows of now.</param>
    /// <param name="joined">Where its frames are now.</param>
    /// <param name="file">Its number.</param>
    private void RetakeFaults(IReadOnlyList<Diagnostic> said, IReadOnlyList<FrameRange> damage, JoinedFiles joined, int file)
    {
        var now = new DiagnosticLog();
        AddDiagnostics(now, said, joined, file);
        Log.Forget(_saidOfLast.Snapshot().Except(now.Snapshot()));
        foreach (Diagnostic entry in now.Snapshot()) Log.Add(entry);
        Volatile.Write(ref _saidOfLast, now);

        long start = InTheWhole(joined, file, 0, 0).Start;
        IReadOnlyList<FrameRange> before = Log.Damage.Snapshot();
        Log.Damage.Forget(start);
        foreach (FrameRange range in damage) Log.Damage.Add(InTheWhole(joined, file, range.Start, range.Count));
        if (!before.SequenceEqual(Log.Damage.Snapshot())) Revise();
    }

    /// <summary>Lists an indexed file that was written at another time than the index says, if it is the same one.</summary>
    /// <exception cref="AudioFormatException">It is another one.</exception>
    private void JudgeTime(KnownFile known, AudioSource source)
    {
        string path = known.File.Path;
        if (known.DifferenceInTime(_settings.Store.Stamp(path), source) is not { } difference) return;
        string message = $"The file is taken for the one that was indexed, as its size and format are those: {difference}";
        Log.Add(new Diagnostic(DiagnosticKind.Changed, message) { Path = path });
    }

    private static void AddDiagnostics(DiagnosticLog log, IReadOnlyList<Diagnostic> entries, JoinedFiles joined, int file)
    {
        string path = joined.Files[file].Path;
        foreach (Diagnostic entry in entries)
        {
            Diagnostic placed = entry with { Path = entry.Path ?? (path.Length > 0 ? path : null) };
            if (entry.StartFrame is { } start)
            {
                FrameRange range = InTheWhole(joined, file, start, entry.FrameCount ?? 0);
                placed = placed with { StartFrame = range.Start, FrameCount = entry.FrameCount is null ? null : range.Count };
            }
            log.Add(placed);
        }
    }

    /// <summary>Lists the joins from one file on that are not seamless, and what was put into gaps.</summary>
    private static void ReportJoins(JoinedFiles joined, int firstFile, JoinPolicy policy, DiagnosticLog log)
    {
        IReadOnlyList<IndexedFile> files = joined.Files;
        if (policy == JoinPolicy.Strict && files[0].StartTime is null)
            throw Candidates.Unfit("Start time of the first file: expected one, found none", files[0].Path);
        foreach (Join join in joined.Joins.Skip(Math.Max(0, firstFile - 1)))
        {
            if (join.Kind == JoinKind.Seamless) continue;
            string message = JoinText.Describe(join, files[join.Index + 1].StartTime);
            if (policy == JoinPolicy.Strict) throw Candidates.Unfit(message, files[join.Index + 1].Path);
            log.Add(Entry(message, join.Index + 1) with { StartFrame = join.StartFrame });
        }
        for (int piece = 0; piece < joined.Pieces.Count; piece++)
        {
            GapFill fill = joined.Fills[piece];
            if (fill == default || joined.Pieces[piece].File < firstFile) continue;
            long start = joined.Map.StartFrameOf(piece);
            log.Add(Entry(JoinText.Describe(start, fill, joined.Info.Rate), joined.Pieces[piece].File) with
            {
                StartFrame = start - fill.Silence,
                FrameCount = fill.Silence,
            });
        }

        Diagnostic Entry(string message, int file) =>
            new(DiagnosticKind.Join, message) { Path = files[file].Path.Length > 0 ? files[file].Path : null };
    }
}
