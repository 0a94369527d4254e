namespace AudioIO;

/// <summary>Where each file's frames lie in the whole recording: files one after the other, without holes.</summary>
internal sealed class FrameMap
{
    private readonly long[] _starts; // first frame of every file, then the number of all frames

    /// <param name="frames">Number of frames of every file, each from 0.</param>
    /// <exception cref="AudioFormatException">All together are more than a long can count.</exception>
    public FrameMap(IReadOnlyList<long> frames)
    {
        _starts = new long[frames.Count + 1];
        for (int i = 0; i < frames.Count; i++)
        {
            // The numbers may come from an index that anybody wrote: compare, never add first.
            if (frames[i] > long.MaxValue - _starts[i])
            {
                throw new AudioFormatException(AudioFormatErrorKind.LimitExceeded,
                    $"Frames of files 0 to {i}: expected at most {long.MaxValue} in all, found {_starts[i]} and {frames[i]}");
            }
            _starts[i + 1] = _starts[i] + frames[i];
        }
    }

    /// <summary>Number of files.</summary>
    public int Files => _starts.Length - 1;

    /// <summary>Number of all frames.</summary>
    public long Frames => _starts[^1];

    /// <summary>
    /// First frame of a file; that of the next file where the file is empty. File <see cref="Files"/> begins at <see cref="Frames"/>.
    /// </summary>
    public long StartFrameOf(int file) => _starts[file];

    /// <summary>Number of frames of a file.</summary>
    public long FramesOf(int file) => _starts[file + 1] - _starts[file];

    /// <summary>The file that holds a frame.</summary>
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
