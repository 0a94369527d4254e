using System.Buffers.Binary;

namespace AudioIO.Fuzz;

/// <summary>
/// Arrays by themselves: an input is a shape, a window and where the signal is damaged, then <see cref="StepBytes"/> bytes for everything that is done. Whatever was
/// done before, in whatever way it is asked for, each value is that of its frame, and only who asks for damage fails.
/// </summary>
internal sealed class ArrayTarget : FuzzTarget
{
    private const int HeaderBytes = 8;
    private const int StepBytes = 6;
    private const int MaxSteps = 60;
    private const int Ways = 25;

    public override string Name => "arrays";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. Enumerable.Range(0, 6).Select(seed =>
        {
            byte[] input = new byte[HeaderBytes + (40 * StepBytes)];
            new Random(seed).NextBytes(input);
            for (int i = 0; i < 40; i++) input[HeaderBytes + (i * StepBytes)] = (byte)(i % Ways);
            return input;
        }),
    ];

    protected override bool Run(byte[] input, Choices choices)
    {
        if (input.Length < HeaderBytes) return false;
        int frames = BinaryPrimitives.ReadUInt16LittleEndian(input) % 3000;
        int[] shape = input[2] % 5 == 0 ? [1 + (input[2] % 3), 4] : [1 + (input[2] % 6)];
        var damage = new FrameRange(input[3] * 8, (input[3] * 8) + (input[4] % 20));
        using var signal = new Numbered(frames, shape, damage, 1 + (input[5] % 70));
        using BufferedArray<int> array = signal.Buffered(input[6] * 4, input[7]);
        for (int i = 0; i < MaxSteps && HeaderBytes + ((i + 1) * StepBytes) <= input.Length; i++)
        {
            Step(array, signal, input.AsSpan(HeaderBytes + (i * StepBytes), StepBytes));
            FrameSpan<int> window = array.Window;
            signal.Assert(window.StartFrame, window.Span, "in the window");
        }
        return true;
    }

    private static void Step(BufferedArray<int> array, Numbered signal, ReadOnlySpan<byte> step)
    {
        long start = BinaryPrimitives.ReadUInt16LittleEndian(step[1..]) % (array.Frames + 1);
        int count = (int)Math.Min(step[3] * (step[0] >= 128 ? 8 : 1), array.Frames - start), channel = step[4] % array.Channels;
        try
        {
            if (step[0] % Ways < 10) Read(array, signal, step[0] % Ways, start, count, channel, step[5]);
            else if (step[0] % Ways < 20) Use(array, signal, step[0] % Ways, start, count, step[5]);
            else ArrayForms.Use(array, signal, step[0] % Ways, new FrameRange(start, start + count), channel, step[5]);
        }
        catch (AudioFormatException) when (step[0] % Ways is 8 or 9 or >= 14 || signal.IsDamaged(start, count))
        {
            // Of scattered frames, of padded ones and of all that a window holds some may be damaged.
        }
    }

    /// <summary>What gives values of one's own.</summary>
    private static void Read(BufferedArray<int> array, Numbered signal, int way, long start, int count, int channel, byte further)
    {
        int values = array.ValuesPerFrame, perChannel = values / array.Channels;
        int[] read = new int[count * values], one = new int[count * perChannel];
        switch (way)
        {
            case 0 when count > 0 && array.Rank == 2:
                signal.Assert(start, channel, [array[start, channel]], 1);
                break;
            case 1 when count > 0:
                signal.Assert(start, array[start], "as a frame");
                break;
            case 2:
                array[(int)start..(int)(start + count)].FlattenTo(read);
                signal.Assert(start, read, "as a range");
                break;
            case 3:
                signal.Assert(start, channel, array[(int)start..(int)(start + count), channel], perChannel);
                break;
            case 4:
                array.Read(start, read);
                signal.Assert(start, read, "into a span");
                break;
            case 5:
                array.Read(start, channel, one);
                signal.Assert(start, channel, one, perChannel);
                break;
            case 6:
                array.ReadPlanar(start, read);
                for (int c = 0; c < array.Channels; c++) signal.Assert(start, c, read.AsSpan(c * one.Length, one.Length), perChannel);
                break;
            case 7:
                array[(int)start..(int)(start + count), channel..(channel + 1)].FlattenTo(one);
                signal.Assert(start, channel, one, perChannel);
                break;
            case 8:
                array.ReadPadded(start - further, read);
                for (int f = 0; f < count; f++)
                {
                    long frame = start - further + f;
                    if (frame < 0 && read.AsSpan(f * values, values).ContainsAnyExcept(0)) throw new Finding("Beyond the end is no silence.");
                    if (frame >= 0) signal.Assert(frame, read.AsSpan(f * values, values), "padded");
                }
                break;
            default:
                Pick(array, signal, start, count, channel, 1 + (further % 9));
                break;
        }
    }

    private static void Pick(BufferedArray<int> array, Numbered signal, long start, int count, int channel, int step)
    {
        int perChannel = array.ValuesPerFrame / array.Channels;
        long[] frames = [.. Enumerable.Range(0, (count + step - 1) / step).Select(i => start + ((long)i * step))];
        int[] strided = array.Strided(start, start + count, step, channel), picked = array[frames, channel];
        if (!strided.AsSpan().SequenceEqual(picked)) throw new Finding("In steps, other values than one by one.");
        for (int i = 0; i < frames.Length; i++) signal.Assert(frames[i], channel, picked.AsSpan(i * perChannel, perChannel), perChannel);
        int[] all = new int[frames.Length * array.ValuesPerFrame];
        array[frames].FlattenTo(all);
        for (int i = 0; i < frames.Length; i++) signal.Assert(frames[i], all.AsSpan(i * array.ValuesPerFrame, array.ValuesPerFrame), "picked");
        Array.Reverse(frames);
        if (start == 0 || frames.Length == 0) return;
        array.Strided(frames[0], start - 1, -step).FlattenTo(all);
        for (int i = 0; i < frames.Length; i++) signal.Assert(frames[i], all.AsSpan(i * array.ValuesPerFrame, array.ValuesPerFrame), "backward");
    }

    /// <summary>What gives views, or moves the window.</summary>
    private static void Use(BufferedArray<int> array, Numbered signal, int way, long start, int count, byte further)
    {
        switch (way)
        {
            case 10:
                signal.Assert(start, array.View(start, count).Span, "as a view");
                break;
            case 11 when count > 0:
                signal.Assert(start, array.Frame(start), "as one frame");
                break;
            case 12:
                signal.Assert(start, array.View(array.TimeAt(start), array.TimeAt(start + count)).Span, "by time");
                break;
            case 13:
                array.UpdateBuffer(start, start + count);
                break;
            case 14:
                array.MoveBuffer(start, count);
                break;
            case 15:
                if (further % 2 == 0) array.ReloadBuffer();
                else array.AllocateBuffer();
                break;
            case 16:
                int size = 1 + further, overlap = count % size;
                long next = start;
                foreach (FrameSpan<int> block in array.Blocks(size, overlap, start, start + count))
                {
                    if (block.StartFrame != next) throw new Finding($"A block at {block.StartFrame}, not at {next}.");
                    signal.Assert(next, block.Span, "in blocks");
                    next += size - overlap;
                }
                break;
            case 17:
                foreach (FrameSpan<int> block in array.ContinuousBlocks(1 + further, 0, start, start + count))
                    signal.Assert(block.StartFrame, block.Span, "in continuous blocks");
                break;
            case 18:
                (array.BufferFrames, array.BackFrames, array.Follow) = (count, further, further % 5);
                break;
            default:
                array.UpdateTime(array.TimeAt(start), array.TimeAt(start + count));
                array.BufferChanged.Clear();
                break;
        }
    }

    /// <summary>A signal whose values tell their place.</summary>
    internal sealed class Numbered(long frames, int[] shape, FrameRange damage, int unit) : Signal<int>(1000, frames, shape)
    {
        public override int FramesPerUnit => unit;

        public bool IsDamaged(long start, long count) => !damage.IsEmpty && start < damage.Stop && start + count > damage.Start;

        public void Assert(long start, ReadOnlySpan<int> values, string how)
        {
            for (int i = 0; i < values.Length; i++)
                if (values[i] != ValueAt(start, i)) throw new Finding($"Frame {start + (i / ValuesPerFrame)} {how} is {values[i]}, not {ValueAt(start, i)}.");
        }

        public void Assert(long start, int channel, ReadOnlySpan<int> values, int perChannel)
        {
            for (int i = 0; i < values.Length; i++)
            {
                int at = (i / perChannel * ValuesPerFrame) + (channel * perChannel) + (i % perChannel);
                if (values[i] != ValueAt(start, at)) throw new Finding($"Frame {start + (i / perChannel)} of channel {channel} is {values[i]}, not {ValueAt(start, at)}.");
            }
        }

        protected override void ReadFrames(long start, Span<int> destination)
        {
            if (IsDamaged(start, destination.Length / ValuesPerFrame))
            {
                destination.Fill(-1);
                throw new AudioFormatException(AudioFormatErrorKind.ChecksumMismatch, "Damaged") { StartFrame = damage.Start, FrameCount = damage.Count };
            }
            for (int i = 0; i < destination.Length; i++) destination[i] = ValueAt(start, i);
        }

        // No value is 0: a place that nobody wrote shows.
        private int ValueAt(long start, int i) => (int)((start * ValuesPerFrame) + i) + 1;
    }
}
