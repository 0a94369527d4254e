namespace AudioIO.Tests.Flac;

/// <summary>FlacFrames whose checksums are right and whose content is not: each is refused by name and keeps its place.</summary>
public class FlacFaultTests
{
    public static TheoryData<string> Names => [.. Faults.Keys];

    private static Dictionary<string, (SubframeCode Code, FlacFault Fault)> Faults => new()
    {
        ["subframe type 2"] = (new SubframeCode { Type = 2 }, FlacFault.SubframeType),
        ["subframe type 7"] = (new SubframeCode { Type = 7 }, FlacFault.SubframeType),
        ["subframe type 13"] = (new SubframeCode { Type = 13 }, FlacFault.SubframeType),
        ["subframe type 31"] = (new SubframeCode { Type = 31 }, FlacFault.SubframeType),
        ["wasted bits as many as bits"] = (SubframeCode.Constant with { Wasted = 16 }, FlacFault.WastedBits),
        ["many wasted bits"] = (SubframeCode.Verbatim with { Wasted = 60 }, FlacFault.WastedBits),
        ["order beyond the block"] = (SubframeCode.Linear(0, new int[17]), FlacFault.PredictorOrder),
        ["precision code 15"] = (SubframeCode.Linear(0, 1, 1) with { Precision = 16 }, FlacFault.CoefficientPrecision),
        ["negative shift"] = (SubframeCode.Linear(-1, 1, 1), FlacFault.PredictionShift),
        ["residual method 2"] = (SubframeCode.Fixed(1) with { Method = 2 }, FlacFault.ResidualMethod),
        ["residual method 3"] = (SubframeCode.Fixed(1) with { Method = 3 }, FlacFault.ResidualMethod),
        ["partitions beyond the block"] = (SubframeCode.Fixed(0) with { PartitionOrder = 5 }, FlacFault.PartitionOrder),
        ["first partition below the order"] = (SubframeCode.Fixed(4) with { PartitionOrder = 3 }, FlacFault.PartitionOrder),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_fault_is_named_and_keeps_its_place(string name)
    {
        (SubframeCode code, FlacFault fault) = Faults[name];
        FlacFile file = WithFrame(5, new FlacFrameCode { Number = 5, Subframes = [code] }, new int[16]);
        AssertDamaged(file, 5, fault);
    }

    [Fact]
    public void A_residual_of_minus_2_to_the_31_is_forbidden()
    {
        int[] samples = new int[16];
        samples[3] = int.MinValue;
        var code = new FlacFrameCode
        {
            Number = 5,
            Bits = 32,
            Subframes = [SubframeCode.Fixed(0) with { Method = 1, Parameter = _ =>
            30 }]
        };
        AssertDamaged(WithFrame(5, code, samples, 32), 5, FlacFault.ResidualRange);
    }

    [Fact]
    public void A_quotient_beyond_32_bits_is_refused_before_it_is_counted_out()
    {
        // 2^30 shifted by 4 in unary would be 2^28 bits; the limit is met long before, at the end of the bytes at the latest.
        var writer = new BitWriter();
        writer.Bits(0x7FFC, 15).Bits(0, 1).Bits(7, 4).Bits(0, 4).Bits(0, 4).Bits(4, 3).Bits(0, 1).Bits(5, 8).Bits(15, 16);
        writer.Bits(FlacCrc8.Compute(writer.ToArray()), 8).Bits(8 << 1, 8).Bits(1, 2).Bits(0, 4).Bits(30, 5).Unary(5).Bits(0, 30).Align();
        byte[] frame = [.. writer.ToArray(), 0, 0];
        FlacFile file = WithFrame(5, FlacDecodingTests.Frame(5), FlacDecodingTests.Ramp(16));
        file.Frames[5] = frame;
        AssertDamaged(file, 5, FlacFault.ResidualRange);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(31)]
    public void A_sample_beyond_its_bits_makes_its_frame_a_damaged_one(int bits)
    {
        int[] samples = new int[16];
        int peak = (int)((1L << (bits - 1)) - 1);
        samples.AsSpan(4).Fill(peak);
        var honest = new FlacFrameCode { Number = 5, Bits = bits, Subframes = [SubframeCode.Fixed(1) with { Method = 1 }] };
        byte[] frame = honest.Build(samples);
        FlacFile sound = WithFrame(5, honest, samples, bits);
        FlacDecodingTests.AssertDecodes(sound, "full scale");

        // The same with one residual more by one.
        var code = new FlacFrameCode { Number = 5, Bits = bits, Subframes = [new Excess()] };
        sound.Frames[5] = code.Build(samples);
        Assert.NotEqual(frame, sound.Frames[5]);
        AssertDamaged(sound, 5, FlacFault.SampleRange);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_sum_of_stereo_beyond_its_bits_makes_its_frame_a_damaged_one(int stereoMode)
    {
        var mode = (FlacStereoMode)stereoMode;
        foreach (int bits in (int[])[16, 24, 32])
        {
            int peak = (int)((1L << (bits - 1)) - 1);
            FlacFile file = FlacSounds.File(1, 2, bits, Enumerable.Repeat(16, 20));
            // Written as independent channels of the bits that the mode gives them: their sum is beyond the range.
            byte[] frame = Raw(5, bits, mode, mode == FlacStereoMode.LeftSide ? -peak : peak, peak);
            file.Frames[5] = frame;
            AssertDamaged(file, 5, FlacFault.SampleRange);
        }
    }

    [Fact]
    public void Bits_before_the_footer_must_be_zero()
    {
        FlacFile file = WithFrame(5, new FlacFrameCode { Number = 5, Subframes = [SubframeCode.Fixed(1)] }, [0, 1, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0]);
        byte[] frame = file.Frames[5];
        frame[^3] |= 1;
        int crc = FlacCrc16.Compute(frame.AsSpan(0, frame.Length - 2));
        (frame[^2], frame[^1]) = ((byte)(crc >> 8), (byte)crc);
        AssertDamaged(file, 5, FlacFault.Padding);
    }

    private static byte[] Raw(int number, int bits, FlacStereoMode mode, long first, long second)
    {
        var writer = new BitWriter();
        int bitsCode = bits switch { 16 => 4, 24 => 6, _ => 7 };
        writer.Bits(0x7FFC, 15).Bits(0, 1).Bits(7, 4).Bits(0, 4).Bits(7 + (int)mode, 4).Bits(bitsCode, 3).Bits(0, 1).Bits(number,
            8).Bits(15, 16);
        writer.Bits(FlacCrc8.Compute(writer.ToArray()), 8);
        bool firstIsSide = mode == FlacStereoMode.SideRight;
        writer.Bits(0, 8).Bits(firstIsSide ? 2 * first : first, bits + (firstIsSide ? 1 : 0));
        writer.Bits(0, 8).Bits(firstIsSide ? second : 2 * second, bits + (firstIsSide ? 0 : 1)).Align();
        return writer.Bits(FlacCrc16.Compute(writer.ToArray()), 16).ToArray();
    }

    private static FlacFile WithFrame(int index, FlacFrameCode code, int[] samples, int bits = 16)
    {
        var file = new FlacFile { Bits = bits, MinBlockSize = samples.Length, MaxBlockSize = samples.Length };
        for (int i = 0; i < 10; i++)
        {
            if (i == index) file.Add(code, samples);
            else file.Add(FlacDecodingTests.Frame(i) with { Bits = bits }, FlacDecodingTests.Ramp(samples.Length));
        }
        return file;
    }

    private static void AssertDamaged(FlacFile file, int index, FlacFault fault)
    {
        int size = (int)file.Starts[1], channels = file.Channels, values = size * channels;
        byte[] bytes = file.ToArray();
        foreach (FlacLaneKernel? lanes in FlacFile.Ways)
        {
            using FlacSource source = FlacFile.Open(bytes);
            Assert.Equal(file.FrameCount, source.Info.Frames);
            int[] samples = new int[file.Samples.Count];
            var failure = Assert.Throws<AudioFormatException>(() => source.CreateReader(lanes).Read(0, samples.AsSpan()));
            Assert.Equal(((long?)index * size, (long?)size, (long?)file.PositionOf(index)), (failure.StartFrame, failure.FrameCount,
                failure.Position));
            Assert.Equal(new FlacDamage(fault, index * size, size, file.PositionOf(index)).Message, failure.Message);
            // Before and behind it everything is there.
            source.Read(0, samples.AsSpan(0, index * values));
            source.Read((index + 1) * size, samples.AsSpan((index + 1) * values));
            for (int i = 0; i < samples.Length; i++) Assert.True(i / values == index || samples[i] == file.Samples[i]);
        }
    }

    /// <summary>A fixed predictor of order 1 whose fifth residual is greater by 1 than the samples ask for.</summary>
    private sealed record Excess : SubframeCode
    {
        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public Excess()
            : base(Fixed(1)) => Method = 1;

        public override long[] Residual(ReadOnlySpan<long> coded)
        {
            long[] residual = base.Residual(coded);
            residual[4]++;
            return residual;
        }
    }
}
