namespace AudioIO;

/// <content>What is wrong with a file, in the places of the whole.</content>
public sealed partial class ConcatenatedSource
{
    /// <summary>The same fault with its frames counted from the start of the recording.</summary>
    private AudioFormatException InTheWhole(AudioFormatException fault, int file, long firstFrame)
    {
        string path = Current.Joined.Files[file].Path;
        long frame = firstFrame + fault.StartFrame!.Value;
        // The exception puts its path behind every message: once is enough.
        string suffix = $" ({fault.Path})";
        string inner = fault.Message.EndsWith(suffix, StringComparison.Ordinal) ? fault.Message[..^suffix.Length] : fault.Message;
        string message = $"Frame {frame} of the recording, in file {file}: {inner}";
        return new AudioFormatException(fault.Kind, message, fault.Position, path.Length > 0 ? path : fault.Path, fault)
        {
            StartFrame = frame,
            FrameCount = fault.FrameCount,
        };
    }

    /// <summary>Lists what a file has found out about itself since the last time.</summary>
    private void TakeFaults(OpenFile open, int file, long firstFrame)
    {
        IReadOnlyList<Diagnostic> found = open.Source.Diagnostics;
        if (!ReferenceEquals(found, open.SeenDiagnostics))
        {
            AddDiagnostics(Log, found, Current.Joined.Files[file].Path, firstFrame);
            open.SeenDiagnostics = found;
        }
        IReadOnlyList<FrameRange> damage = open.Source.DamagedRanges;
        if (ReferenceEquals(damage, open.SeenDamage)) return;
        foreach (FrameRange range in damage) Log.Damage.Add(new FrameRange(range.Start + firstFrame, range.Stop + firstFrame));
        open.SeenDamage = damage;
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

    private static void AddDiagnostics(DiagnosticLog log, IReadOnlyList<Diagnostic> entries, string path, long firstFrame)
    {
        foreach (Diagnostic entry in entries)
        {
            string? where = entry.Path ?? (path.Length > 0 ? path : null);
            log.Add(entry with { Path = where, StartFrame = entry.StartFrame + firstFrame });
        }
    }

    /// <summary>Lists the joins from one file on that are not seamless.</summary>
    private static void ReportJoins(JoinedFiles joined, int firstFile, JoinPolicy policy, DiagnosticLog log)
    {
        IReadOnlyList<IndexedFile> files = joined.Files;
        if (policy == JoinPolicy.Strict && files[0].StartTime is null)
            throw Candidates.Unfit("Start time of the first file: expected one, found none", files[0].Path);
        foreach (Join join in joined.Joins.Skip(Math.Max(0, firstFile - 1)))
        {
            int file = join.Index + 1;
            bool isSeamless = join.Kind == JoinKind.Seamless;
            if (!isSeamless && policy == JoinPolicy.Strict)
                throw Candidates.Unfit(JoinText.Describe(join, files[file].StartTime), files[file].Path);
            if (!isSeamless) log.Add(Entry(JoinText.Describe(join, files[file].StartTime), file) with { StartFrame = join.Frame });
            GapFill fill = joined.Fills[file];
            if (fill == default) continue;
            log.Add(Entry(JoinText.Describe(join, fill, joined.Info.Rate), file) with
            {
                StartFrame = join.Frame - fill.Silence,
                FrameCount = fill.Silence,
            });
        }

        Diagnostic Entry(string message, int file) =>
            new(DiagnosticKind.Join, message) { Path = files[file].Path.Length > 0 ? files[file].Path : null };
    }
}
