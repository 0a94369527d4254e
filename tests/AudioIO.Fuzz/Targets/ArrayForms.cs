namespace AudioIO.Fuzz;

/// <summary>The forms in which an array gives its values: tensors, spans of frames, single values from the end, blocks of another thread.</summary>
internal static class ArrayForms
{
    /// <summary>Uses an array in one of the ways.</summary>
    public static void Use(BufferedArray<int> array, ArrayTarget.Numbered signal, int way, FrameRange frames, int channel, byte further)
    {
        switch (way)
        {
            case 20:
                Spans(array.View(frames.Start, (int)frames.Count), signal, channel, 1 + further);
                break;
            case 21:
                Tensors(array, signal, frames, channel, further);
                break;
            case 22 when array.Frames > 0:
                Singles(array, signal, frames.Start, channel, further);
                break;
            case 23:
                Each(array, signal, (int)frames.Count);
                break;
            default:
                if (array.Signal.Frames != array.Frames || array.Size != array.Frames * array.ValuesPerFrame || array.Refresh() != 0 || array.ToString().Length == 0)
                    throw new Finding("An array that does not grow has grown.");
                array.ReadAheadBlocks = 1 + (further % 3);
                // What other threads do, and when, is another way each time: none of the input's.
                using (Coverage.Unobserved()) Ahead(array, signal, frames, 1 + further).GetAwaiter().GetResult();
                break;
        }
    }

    private static void Spans(FrameSpan<int> view, ArrayTarget.Numbered signal, int channel, int size)
    {
        int perChannel = view.ValuesPerFrame / view.Channels, i = 0;
        foreach (ReadOnlySpan<int> frame in view)
        {
            signal.Assert(view.StartFrame + i, frame, "of a view, one after the other");
            signal.Assert(view.StartFrame + i, view.Frame(i), "of a view");
            if (perChannel == 1) signal.Assert(view.StartFrame + i, channel, [view[i, channel]], 1);
            else signal.Assert(view.StartFrame + i, channel, [view[i, channel, 0]], perChannel);
            i++;
        }
        if (i != view.FrameCount || view.StartTime < TimeSpan.Zero) throw new Finding($"A view of {view.FrameCount} frames has {i}.");
        int[] one = new int[view.FrameCount * perChannel], all = new int[view.Span.Length];
        view.CopyChannelTo(channel, one);
        signal.Assert(view.StartFrame, channel, one, perChannel);
        view.AsTensor().FlattenTo(all);
        signal.Assert(view.StartFrame, all, "as a tensor");
        FrameSpan<int> half = view.Slice(view.FrameCount / 2, view.FrameCount - (view.FrameCount / 2));
        signal.Assert(half.StartFrame, half.Span, "of half a view");
        int overlap = channel % size;
        long next = view.StartFrame;
        foreach (FrameSpan<int> block in view.Blocks(size, overlap))
        {
            signal.Assert(next, block.Span, "in blocks of a view");
            next += size - overlap;
        }
        next = view.StartFrame;
        foreach (FrameSpan<int> block in view.AsTensor().Blocks(size, overlap))
        {
            signal.Assert(next, block.Span, "in blocks of a tensor");
            next += size - overlap;
        }
        next = view.StartFrame;
        if (perChannel > 1) return;
        foreach (FrameSpan<int> block in view.Span.Blocks(size, overlap, channels: view.Channels))
        {
            signal.Assert(next, block.Span, "in blocks of values");
            next += size - overlap;
        }
    }

    private static void Tensors(BufferedArray<int> array, ArrayTarget.Numbered signal, FrameRange frames, int channel, byte before)
    {
        int perChannel = array.ValuesPerFrame / array.Channels;
        (long start, int count) = (frames.Start, (int)frames.Count);
        int[] all = new int[count * array.ValuesPerFrame];
        array.Read(start, count).FlattenTo(all);
        signal.Assert(start, all, "as a tensor");
        signal.Assert(start, channel, array.Read(start, count, channel), perChannel);
        array.ReadPlanar(start, count).FlattenTo(all);
        for (int c = 0; c < array.Channels; c++)
            signal.Assert(start, c, all.AsSpan(c * count * perChannel, count * perChannel), perChannel);
        int[] one = new int[count * perChannel];
        array.ReadPadded(start, channel, one);
        signal.Assert(start, channel, one, perChannel);
        array.ReadPadded(start - before, count).FlattenTo(all);
        one = array.ReadPadded(start - before, count, channel);
        int silent = (int)Math.Min(count, Math.Max(0, before - start));
        if (all.AsSpan(0, silent * array.ValuesPerFrame).ContainsAnyExcept(0) || one.AsSpan(0, silent * perChannel).ContainsAnyExcept(0))
            throw new Finding("Beyond the beginning is no silence.");
        signal.Assert(start - before + silent, all.AsSpan(silent * array.ValuesPerFrame), "padded");
        signal.Assert(start - before + silent, channel, one.AsSpan(silent * perChannel), perChannel);
    }

    /// <summary>Single frames and values, counted from the end, too.</summary>
    private static void Singles(BufferedArray<int> array, ArrayTarget.Numbered signal, long start, int channel, int step)
    {
        long frame = Math.Min(start, array.Frames - 1), fromEnd = array.Frames - frame;
        signal.Assert(frame, array[^(int)fromEnd], "from the end");
        if (array.Rank == 2) signal.Assert(frame, channel, [array[^(int)fromEnd, channel]], 1);
        else signal.Assert(frame, [.. Enumerable.Range(0, array.ValuesPerFrame).Select(i => array[frame, i / 4, i % 4])], "value by value");
        int[] all = new int[(int)((array.Frames - frame + step) / (step + 1)) * array.ValuesPerFrame];
        array.Strided(frame, array.Frames, step + 1).FlattenTo(all);
        for (int i = 0; i < all.Length / array.ValuesPerFrame; i++)
            signal.Assert(frame + ((long)i * (step + 1)), all.AsSpan(i * array.ValuesPerFrame, array.ValuesPerFrame), "in steps");
    }

    private static void Each(BufferedArray<int> array, ArrayTarget.Numbered signal, int most)
    {
        long next = 0;
        foreach (ReadOnlySpan<int> frame in array)
        {
            signal.Assert(next++, frame, "one after the other");
            if (next > most) return;
        }
        if (next != array.Frames) throw new Finding($"{next} frames of {array.Frames}, one after the other.");
    }

    private static async Task Ahead(BufferedArray<int> array, ArrayTarget.Numbered signal, FrameRange frames, int size)
    {
        long next = frames.Start;
        await foreach (OwnedBlock<int> block in array.BlocksAsync(size, 0, frames.Start, frames.Stop).ConfigureAwait(false))
        {
            using (block)
            {
                if (block.StartFrame != next) throw new Finding($"A block at {block.StartFrame}, not at {next}.");
                signal.Assert(next, block.Span, "read ahead");
                next += size;
            }
        }
    }
}
