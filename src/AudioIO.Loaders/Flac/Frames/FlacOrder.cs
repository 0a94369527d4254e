namespace AudioIO;

/// <summary>
/// Says whether a run of FlacFrames that jumps ahead is in order. A storage that lost its bookkeeping puts clusters of one place, or of
/// another recording, into another; what is in them is sound, and has no place there.
/// </summary>
/// <param name="scanner">Looks at the bytes.</param>
/// <param name="extent">Where the FlacFrames lie.</param>
internal sealed class FlacOrder(FlacScanner scanner, FlacExtent extent)
{
    /// <summary>A run of more bytes is no cluster of 32 KiB in a wrong place, which is what most storages have.</summary>
    public const int ClusterBytes = 40 << 10;

    /// <summary>
    /// A run longer than that, and than the jump before it, is believed without a look at what follows: clusters have 4 to 512 KiB.
    /// </summary>
    public const int LongBytes = 1 << 20;

    /// <summary>
    /// So far behind the beginning of a run there is nothing left of what can stand before it: a walk that came from there has passed on to it.
    /// </summary>
    public const int CertainBytes = 2 * LongBytes;

    /// <summary>How far behind the end of a run is looked for what falls back, in bytes.</summary>
    private const int LookBytes = 2 * LongBytes;

    private readonly FlacRuns _runs = new(scanner);

    /// <summary>
    /// True where the frames that <paramref name="start"/> leaves out can have been in the bytes before it, at four times the rate of
    /// those before the trouble.
    /// </summary>
    public bool IsExplained(FlacAnchor trouble, FlacAnchor start)
    {
        double framesPerByte = trouble.Frame > 0
            ? trouble.Frame / (double)Math.Max(trouble.Position - extent.StartPosition, 1)
            : scanner.Format.MaxBlockSize / (double)FlacFrameHeader.SmallestFrameBytes;
        double blocks = 2.0 * scanner.Format.MaxBlockSize;
        return start.Frame - trouble.Frame <= blocks + (4 * framesPerByte * (start.Position - trouble.Position));
    }

    /// <summary>
    /// True where what stands behind the end of a run gives frames that the run leaves out, and, of those up to its end, as many as the run
    /// itself has; or gives its end otherwise and goes on from there. So a single FlacFrame with a wrong number brings down no run, a run that
    /// fills its own gap none that follows, and one that goes on with FlacFrames of its own none at all: they are of the same recording.
    /// </summary>
    /// <param name="trouble">Where the chain was broken, and the frame that should stand there.</param>
    /// <param name="run">The run, which begins at that frame or behind it, up to its end.</param>
    /// <param name="isShort">True where a single FlacFrame could hide the run.</param>
    public bool FallsBack(FlacAnchor trouble, FlacRun run, bool isShort)
    {
        // Of the frames that the run leaves out, and of those that it has, what stands behind it gives those up to here, and so many.
        long leftOut = trouble.Frame, given = run.Start.Frame, missing = 0, twice = 0;
        long bytes = run.Bytes, frames = run.Frames, jump = run.Start.Frame - trouble.Frame;
        FlacAnchor end = run.End;
        bool isNear = IsExplained(trouble, run.Start);
        List<FlacRun> runs = [run];
        long from = run.End.Position, to = Math.Min(extent.EndPosition, from + LookBytes + (4 * run.Bytes));
        while (_runs.TryFind(from, to, out FlacAnchor next, out FlacFrameHeader header))
        {
            if (isShort && IsOneDamaged(trouble, next)) return true;
            if (next.Frame >= end.Frame)
            {
                // The run goes on here, unless this is another that is out of order. Once it has as many frames as it leaves out, and, where
                // no bytes explain those, more than clusters have, nothing can bring it down.
                bool isEnough = frames >= jump && (isNear || bytes >= LongBytes);
                if (isEnough) return false;
                FlacRun after = _runs.Follow(next, header, isNear ? 0 : LongBytes, jump);
                if (IsExplained(end, next) && after.End.Frame <= extent.TotalFrames)
                {
                    (bytes, frames, end) = (bytes + after.Bytes, frames + after.Frames, after.End);
                    runs.Add(after);
                }
                from = Math.Max(after.End.Position, next.Position + 1);
                continue;
            }
            // What gives the end of the run otherwise and goes on from there, longer than any cluster, is the recording; the run is a cluster of
            // another one that has numbers of this place.
            if (bytes < LongBytes && GoesOn(next, header, end.Frame) && !runs.Exists(one => IsRepeated(one, next))) return true;
            // No further than it takes to give as many frames as the run.
            long enough = Math.Max(trouble.Frame - next.Frame, 0) + frames;
            FlacRun back = _runs.Follow(next, header, 0, Math.Min(end.Frame - next.Frame, enough));
            from = Math.Max(back.End.Position, next.Position + 1);
            missing += Cover(next.Frame, Math.Min(back.End.Frame, run.Start.Frame), ref leftOut);
            twice += Cover(next.Frame, Math.Min(back.End.Frame, end.Frame), ref given);
            if (missing > 0 && missing + twice >= frames) return true;
        }
        return false;
    }

    /// <summary>True where a run passes a frame and is longer than clusters are, or ends with the recording.</summary>
    private bool GoesOn(FlacAnchor start, in FlacFrameHeader header, long frame)
    {
        FlacRun run = _runs.Follow(start, header, LongBytes, frame - start.Frame);
        return run.IsOpen || (run.End.Frame > frame && run.End.Position >= extent.EndPosition);
    }

    /// <summary>True where the FlacFrames of a run stand again, byte for byte, from one of them on: written twice, not another recording's.</summary>
    private bool IsRepeated(FlacRun run, FlacAnchor again)
    {
        if (again.Frame < run.Start.Frame || again.Frame >= run.End.Frame
            || !scanner.TryReadHeader(run.Start.Position, out FlacFrameHeader header, out _)) return false;
        FlacAnchor first = _runs.Follow(run.Start, header, 0, again.Frame - run.Start.Frame).End;
        // As much as a cluster tells enough.
        int length = (int)Math.Min(run.End.Position - first.Position, ClusterBytes);
        if (first.Frame != again.Frame || length <= 0) return false;
        byte[] bytes = scanner.Window.Get(first.Position, length)[..length].ToArray();
        return scanner.Window.Get(again.Position, length).StartsWith(bytes);
    }

    /// <summary>Counts the frames from the ones that were counted before on.</summary>
    private static long Cover(long start, long stop, ref long counted)
    {
        long first = Math.Max(start, counted);
        if (stop <= first) return 0;
        counted = stop;
        return stop - first;
    }

    /// <summary>True where a single damaged FlacFrame can be all that lies between two places, in bytes and in frames.</summary>
    private bool IsOneDamaged(FlacAnchor trouble, FlacAnchor next) =>
        next.Position - trouble.Position <= scanner.Format.VerbatimFrameBytes
        && next.Frame >= trouble.Frame && next.Frame - trouble.Frame <= scanner.Format.MaxBlockSize;
}
