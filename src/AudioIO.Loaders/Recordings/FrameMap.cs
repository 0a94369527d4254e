namespace AudioIO;

/// <summary>
/// Where each file's frames lie in the whole recording: files one after the other, without holes, or with silence before some of them.
/// </summary>
internal sealed class FrameMap
{
    private readonly long[] _starts; // first frame of every file, then the number of all frames
    private readonly long[] _frames; // of every file

    /// <param name="frames">Number of frames of every file, each from 0.</param>
    /// <param name="silences">Number of silent frames before every file, each from 0; null for none.</param>
    /// <exception cref="AudioFormatException">All together are more than a long can count.</exception>
    public FrameMap(IReadOnlyList<long> frames, IReadOnlyList<long>? silences = null)
    {
        _frames = [.. frames];
        _starts = new long[frames.Count + 1];
        long end = 0;
        for (int i = 0; i < frames.Count; i++)
        {
            long silence = silences?[i] ?? 0;
            // The numbers may come from an index that anybody wrote: compare, never add first.
            if (silence > long.MaxValue - end || frames[i] > long.MaxValue - end - silence)
            {
                throw new AudioFormatException(AudioFormatErrorKind.LimitExceeded,
                    $"Frames of files 0 to {i}: expected at most {long.MaxValue} in all, found {end}, {silence} and {frames[i]}");
            }
            _starts[i] = end + silence;
            end = _starts[i] + frames[i];
        }
        _starts[^1] = end;
    }

    /// <summary>Number of files.</summary>
    public int Files => _frames.Length;

    /// <summary>Number of all frames.</summary>
    public long Frames => _starts[^1];

    /// <summary>
    /// First frame of a file; that of the next file where the file is empty. File <see cref="Files"/> begins at <see cref="Frames"/>.
    /// </summary>
    public long StartFrameOf(int file) => _starts[file];

    /// <summary>Number of frames of a file.</summary>
    public long FramesOf(int file) => _frames[file];

    /// <summary>Number of frames from the first one of a file to the first one of the next, the silence between them included.</summary>
    public long SpanOf(int file) => _starts[file + 1] - _starts[file];

    /// <summary>The same places, every file as long as up to the next one: silence counts as part of the file before it.</summary>
    public FrameMap Spans() => new([.. Enumerable.Range(0, Files).Select(SpanOf)]);

    /// <summary>The file that holds a frame; of a silent one, the file before.</summary>
    /// <param name="frame">0 to <see cref="Frames"/> − 1.</param>
    public int FileAt(long frame)
    {
        int low = 0; // the last file that begins at or before the frame lies in low ≤ file < high
        int high = Files;
        while (high - low > 1)
        {
            int middle = (low + high) >>> 1;
            if (_starts[middle] <= frame) low = middle;
            else high = middle;
        }
        return low; // not an empty one: the file after an empty file begins at the same frame, and is later
    }
}
