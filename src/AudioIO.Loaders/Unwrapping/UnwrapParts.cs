namespace AudioIO;

/// <summary>The parts of a recording that are unwrapped each by itself: its files, cut where the clock breaks.</summary>
internal sealed class UnwrapParts
{
    private readonly IReadOnlyList<RecordingFile> _files;
    private readonly long[] _starts; // ascending, the first one 0, then the number of all frames

    private UnwrapParts(IReadOnlyList<RecordingFile> files, IReadOnlyList<FrameRange> ranges, long frames)
    {
        _files = files;
        IEnumerable<long> starts = files.Select(file => file.StartFrame).Concat(ranges.Select(range => range.Start));
        _starts = [.. starts.Where(start => start > 0 && start < frames).Distinct().Order().Prepend(0), frames];
    }

    /// <summary>The parts of a recording as it is now.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="known">Those found before, or null; set to those found now.</param>
    public static UnwrapParts Of(AudioSource recording, ref UnwrapParts? known)
    {
        UnwrapParts? last = Volatile.Read(ref known);
        IReadOnlyList<RecordingFile> files = recording.Files;
        long frames = recording.Frames;
        if (last is not null && ReferenceEquals(last._files, files) && last._starts[^1] == frames) return last;
        var found = new UnwrapParts(files, recording.ContinuousRanges, frames);
        Volatile.Write(ref known, found);
        return found;
    }

    /// <summary>The part that holds a frame.</summary>
    public int IndexOf(long frame)
    {
        int index = Array.BinarySearch(_starts, frame);
        return index >= 0 ? index : ~index - 1;
    }

    public long Start(int part) => _starts[part];

    public long Stop(int part) => _starts[part + 1];
}
