namespace AudioIO.Tests.Flac;

/// <summary>
/// Samples that are themselves a FLAC stream: complete FlacFrames with right checksums and plausible numbers lie inside the verbatim
/// subframes of the true ones. Whoever believes a landing by its checksums returns other samples than asked.
/// </summary>
public class FlacHiddenFrameTests
{
    private const int Size = 512;

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(-15)]
    public void Frames_hidden_in_samples_mislead_nobody(int shift)
    {
        FlacFile file = Hide(Math.Max(0, shift), shift < 0 ? -shift : 1, out int hidden);
        Assert.True(hidden > 100);
        byte[] bytes = file.ToArray();
        foreach (long wholeWalkBytes in (long[])[0, 1 << 30])
        {
            using FlacSource source = FlacFile.Open(bytes, wholeWalkBytes: wholeWalkBytes);
            FlacWindows.AssertEqual(source, file.Samples, _ => false, 1, 1000);
            // Each time without anything found before.
            for (int seed = 0; seed < 60; seed++)
            {
                using FlacSource fresh = FlacFile.Open(bytes, wholeWalkBytes: wholeWalkBytes);
                FlacWindows.AssertEqual(fresh, file.Samples, _ => false, seed, 1);
            }
        }
    }

    [Fact]
    public void Frames_hidden_in_a_damaged_frame_mislead_nobody()
    {
        FlacFile file = Hide(0, 1, out _);
        file.Frames[60][^3] ^= 1;
        byte[] bytes = file.ToArray();
        foreach (DamagePolicy policy in Enum.GetValues<DamagePolicy>())
        {
            using FlacSource source = FlacFile.Open(bytes, policy, wholeWalkBytes: 0);
            FlacWindows.AssertEqual(source, file.Samples, frame => frame is >= 60 * Size and < 61 * Size, 1, 1000);
        }
    }

    /// <summary>
    /// 8-bit mono: its verbatim samples are the bytes of another stream of the same format, as often as it fits into each block.
    /// </summary>
    private static FlacFile Hide(int numberShift, int numberFactor, out int hidden)
    {
        var random = new Random(3);
        var file = new FlacFile { Bits = 8, MinBlockSize = Size, MaxBlockSize = Size };
        hidden = 0;
        for (int i = 0; i < 200; i++)
        {
            List<byte> inner = [];
            for (int number = (i + numberShift) * numberFactor; ; number++)
            {
                int[] quiet = [.. Enumerable.Range(0, Size).Select(_ => random.Next(2))];
                byte[] frame = new FlacFrameCode { Number = number, Bits = 8, Subframes = [SubframeCode.Fixed(0)] }.Build(quiet);
                if (inner.Count + frame.Length > Size) break;
                inner.AddRange(frame);
                hidden++;
            }
            while (inner.Count < Size) inner.Add((byte)random.Next(256));
            file.Add(
                new FlacFrameCode { Number = i, Bits = 8, Subframes = [SubframeCode.Verbatim] },
                [.. inner.Select(b => (int)(sbyte)b)]);
        }
        return file;
    }
}
