namespace AudioIO.Tests.Field;

/// <summary>Whether what is read from a recording is what its file is said to hold.</summary>
/// <param name="expected">The file.</param>
/// <param name="source">The recording, opened somehow.</param>
/// <param name="offset">Frame of the recording at which the file begins: others may stand before it.</param>
internal sealed class FieldTruth(FieldCase expected, AudioSource source, long offset)
{
    private readonly FieldFile _file = expected.File;

    private int Channels => _file.Channels;

    /// <summary>The parts that are read: all of it, unless it is very long.</summary>
    private IEnumerable<FrameRange> Parts
    {
        get
        {
            if (!_file.IsLong) return [new FrameRange(0, _file.Frames)];
            // At the ends, where an int of values ends, and where one of bytes does.
            return [.. new[] { 0, _file.Frames / 3, (1L << 30) - 40_000, _file.Frames - 80_000 }.Select(at => new FrameRange(at, at + 80_000))];
        }
    }

    /// <summary>Every frame is there, in reads of any length, and what is lost is named alike in all of them.</summary>
    public void AssertRead(DamagePolicy policy)
    {
        foreach (FrameRange part in Parts) AssertBlocks(part, int.MaxValue, backward: false, policy);
        var random = new Random(1);
        for (int i = 0; i < 30 && _file.Frames > 0; i++)
        {
            int count = (int)Math.Min(random.Next(1, 2000), _file.Frames);
            long start = random.NextInt64(_file.Frames - count + 1);
            AssertBlocks(new FrameRange(start, start + count), int.MaxValue, backward: false, policy);
        }
    }

    /// <summary>The same in blocks of a size; single frames are read where something begins or ends.</summary>
    public void AssertBlocks(int size, bool backward, DamagePolicy policy)
    {
        IEnumerable<FrameRange> parts = Parts;
        if (size == 1)
        {
            IEnumerable<long> borders = parts.Concat(_file.Lost.Take(8)).SelectMany(range => new[] { range.Start, range.Stop });
            parts = borders.Distinct().Select(at => new FrameRange(Math.Max(at - 33, 0), Math.Min(at + 33, _file.Frames)));
        }
        foreach (FrameRange part in parts) AssertBlocks(part, size, backward, policy);
    }

    /// <summary>Everything that is told of the file is what it should be, once, however often it was met.</summary>
    /// <param name="policy">What becomes of damage.</param>
    /// <param name="others">Kinds of entries that may be there besides, as the way in which it was opened adds them.</param>
    public void AssertTold(DamagePolicy policy, params DiagnosticKind[] others)
    {
        IReadOnlyList<Diagnostic> entries = source.Diagnostics;
        string all = string.Join(Environment.NewLine, entries.Select(entry =>
            $"{entry.Kind} at byte {entry.Position}, frames {entry.StartFrame - offset} + {entry.FrameCount}: {entry.Message}"));
        // Damage is told of when it is met; where reading it throws, that tells.
        foreach (FieldNote note in expected.Notes.Where(note => note.Kind != DiagnosticKind.Damaged || policy == DamagePolicy.Silence))
            Assert.True(entries.Any(note.Fits), $"No entry is {note}, but {all}");
        int lost = _file.Lost.Count, listed = Math.Min(lost, DiagnosticLog.MaxEntries), further = lost - listed;
        Diagnostic[] damaged = [.. entries.Where(entry => entry is { Kind: DiagnosticKind.Damaged, StartFrame: not null })];
        foreach (Diagnostic entry in damaged)
            Assert.True(Places(entry).All(place => _file.Lost.Contains(place)), $"{entry.StartFrame - offset} + {entry.FrameCount} is not lost: {all}");
        if (policy == DamagePolicy.Silence && !_file.IsLong)
        {
            Assert.True(damaged.Length == listed, $"{damaged.Length} entries of {lost} places that are lost: {all}");
            if (further > 0) Assert.Equal($"{further} further entries are not listed.", entries[^1].Message);
        }
        foreach (Diagnostic entry in entries.Except(damaged).Where(entry => !others.Contains(entry.Kind)))
            Assert.True(expected.Notes.Concat(expected.MayBeTold).Any(note => note.Fits(entry)) || entry.Message.StartsWith($"{further} further", StringComparison.Ordinal), all);
    }

    /// <summary>The bytes of a stream of PCM are the samples; only a read that begins with a lost frame fails.</summary>
    public void AssertPcm(int size)
    {
        int bits = _file.Bits > 16 ? 24 : 16, frameBytes = bits / 8 * Channels;
        using Stream stream = source.AsPcmStream(AudioEncoding.PcmSigned, bits);
        Assert.Equal((_file.Frames + offset) * frameBytes, stream.Length);
        byte[] bytes = new byte[size];
        foreach (FrameRange part in Parts)
        {
            long end = part.Stop * frameBytes;
            for (long at = part.Start * frameBytes; at < end;)
            {
                FrameRange damage = _file.Lost.FirstOrDefault(range => range.Stop > at / frameBytes);
                bool isLost = damage.Count > 0 && damage.Start <= at / frameBytes;
                stream.Position = at;
                try
                {
                    int count = stream.Read(bytes);
                    Assert.True(count > 0 && !isLost, $"{count} bytes read at byte {at}");
                    for (int i = 0; i < count; i++, at++)
                    {
                        byte byteOf = (byte)((_file.Value(at / (bits / 8)) << (bits - _file.Bits)) >> (int)(at % (bits / 8) * 8));
                        Assert.True(bytes[i] == byteOf && (damage.Count == 0 || at < damage.Start * frameBytes), $"byte {at}");
                    }
                }
                catch (AudioFormatException fault)
                {
                    Assert.True(isLost, $"byte {at}: {fault.Message}");
                    at = damage.Stop * frameBytes;
                }
            }
        }
    }

    private IEnumerable<FrameRange> Places(Diagnostic entry) =>
        [new FrameRange(entry.StartFrame!.Value - offset, entry.StartFrame.Value - offset + entry.FrameCount!.Value)];

    private void AssertBlocks(FrameRange part, int size, bool backward, DamagePolicy policy)
    {
        List<FrameRange> blocks = [];
        for (long at = part.Start; at < part.Stop; at += blocks[^1].Count) blocks.Add(new FrameRange(at, at + Math.Min(size, part.Stop - at)));
        if (backward) blocks.Reverse();
        foreach (FrameRange block in blocks) AssertBlock(block, policy);
    }

    private void AssertBlock(FrameRange block, DamagePolicy policy)
    {
        int[] samples = new int[block.Count * Channels];
        for (long from = block.Start; from < block.Stop;)
        {
            FrameRange lost = policy == DamagePolicy.Silence ? default : _file.Lost.FirstOrDefault(range => range.Stop > from && range.Start < block.Stop);
            try
            {
                Read(from, samples.AsSpan((int)(from - block.Start) * Channels));
                Assert.True(lost.Count == 0, $"Frames {from} to {block.Stop} were read, {lost} is lost.");
                from = block.Stop;
            }
            catch (AudioFormatException fault)
            {
                Assert.True(fault.StartFrame - offset == lost.Start && fault.FrameCount == lost.Count,
                    $"Frames {from} to {block.Stop}, {lost} is lost: {fault.Message} ({fault.StartFrame - offset} + {fault.FrameCount})");
                // What stands before the damage is sound.
                int sound = (int)Math.Max(lost.Start - from, 0), done = (int)(from - block.Start);
                Read(from, samples.AsSpan(done * Channels, sound * Channels));
                from = Math.Min(lost.Stop, block.Stop);
                samples.AsSpan((done + sound) * Channels, (int)(from - block.Start - done - sound) * Channels).Clear();
            }
        }
        long first = block.Start * Channels;
        for (int i = 0; i < samples.Length; i++)
        {
            if (samples[i] != _file.Value(first + i))
                Assert.Fail($"Frame {block.Start + (i / Channels)} of {block} is {samples[i]}, not {_file.Value(first + i)}.");
        }
    }

    // Scaled where the files of a recording may have other depths.
    private void Read(long start, Span<int> samples)
    {
        if (_file.Bits == 16)
        {
            source.Read(start + offset, samples);
            return;
        }
        double[] values = new double[samples.Length];
        source.Read(start + offset, values.AsSpan());
        for (int i = 0; i < values.Length; i++) samples[i] = (int)Math.ScaleB(values[i], _file.Bits - 1);
    }
}
