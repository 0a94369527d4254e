using System.Buffers;
using System.Numerics;

namespace AudioIO;

/// <summary>Leads runs through a recording, around its damage: behind it a run begins anew, whatever way led there.</summary>
/// <param name="recording">The recording as its file has it.</param>
internal readonly struct UnwrappedReading(AudioSource recording)
{
    /// <summary>Values read at once on the way to the frames asked for.</summary>
    private const int PieceValues = 1 << 15;

    /// <summary>Leads a run on to a frame. Damage on the way is passed over.</summary>
    public void Advance<T>(Unwrapper<T> run, long frame)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (run.Position == frame) return;
        int channels = recording.Channels;
        int pieceFrames = (int)Math.Min(Math.Max(1, PieceValues / channels), frame - run.Position);
        T[] piece = ArrayPool<T>.Shared.Rent(pieceFrames * channels);
        try
        {
            long end = frame; // what is known to be damaged is not read
            while (run.Position < frame)
            {
                int count = (int)Math.Min(pieceFrames, end - run.Position);
                try
                {
                    Read(run, run.Position, piece.AsSpan(0, count * channels));
                    if (run.Position == end) end = frame;
                }
                catch (AudioFormatException fault) when (Damage(fault, run.Position, count) is { } damage)
                {
                    // First what is sound before it, in pieces that end there; then what is behind it.
                    if (damage.Start > run.Position) end = damage.Start;
                    else run.Restart(Math.Min(damage.Stop, frame), run.Origin);
                    if (end == run.Position) end = frame;
                }
            }
        }
        finally
        {
            ArrayPool<T>.Shared.Return(piece);
        }
    }

    /// <summary>Reads frames and moves them where they belong; those that were lost and read as silence stay silent.</summary>
    /// <param name="run">A run that stands at the first frame.</param>
    /// <param name="startFrame">The first frame.</param>
    /// <param name="frames">Room for the frames.</param>
    public void Read<T>(Unwrapper<T> run, long startFrame, Span<T> frames)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int channels = recording.Channels;
        recording.Read(startFrame, frames);
        IReadOnlyList<FrameRange> damage = recording.DamagedRanges;
        long end = startFrame + (frames.Length / channels);
        for (int i = FirstEndingBehind(damage, startFrame); i < damage.Count && damage[i].Start < end; i++)
        {
            // Both at most the frames of a span.
            int sound = (int)Math.Max(0, damage[i].Start - run.Position);
            int lost = (int)(Math.Min(damage[i].Stop, end) - run.Position - sound);
            run.Run(frames[..(sound * channels)]);
            frames = frames[((sound + lost) * channels)..];
            run.Restart(run.Position + lost, run.Origin);
        }
        run.Run(frames);
    }

    /// <summary>The damage that an exception names, as far as it lies where it was read; null where it names none.</summary>
    private static FrameRange? Damage(AudioFormatException fault, long startFrame, int count)
    {
        if (fault is not { StartFrame: { } start, FrameCount: > 0 and { } frames }) return null;
        var damage = new FrameRange(start, start + frames);
        return damage.Intersect(new FrameRange(startFrame, startFrame + count)).IsEmpty ? null : damage;
    }

    private static int FirstEndingBehind(IReadOnlyList<FrameRange> ranges, long frame)
    {
        int low = 0;
        int high = ranges.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (ranges[middle].Stop <= frame) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
