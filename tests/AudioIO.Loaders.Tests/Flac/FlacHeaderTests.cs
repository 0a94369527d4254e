namespace AudioIO.Tests.Flac;

/// <summary>The FlacFrame's header, its coded number and the two checksums.</summary>
public class FlacHeaderTests
{
    [Theory]
    [InlineData(0L)]
    [InlineData(0x7FL)]
    [InlineData(0x80L)]
    [InlineData(0x7FFL)]
    [InlineData(0x800L)]
    [InlineData(0xFFFFL)]
    [InlineData(0x10000L)]
    [InlineData(0x1FFFFFL)]
    [InlineData(0x200000L)]
    [InlineData(0x3FFFFFFL)]
    [InlineData(0x4000000L)]
    [InlineData(0x7FFFFFFFL)]
    [InlineData(0x80000000L)]
    [InlineData(0xFFFFFFFFFL)]
    public void Coded_numbers_have_up_to_36_bits(long number)
    {
        byte[] frame = (FlacDecodingTests.Frame(number) with { Variable = true }).Build(new int[16]);
        Assert.True(FlacFrameHeader.TryParse(frame, out FlacFrameHeader header));
        Assert.Equal(number, header.CodedNumber);
        Assert.Equal((16, 1, 16, true), (header.BlockSize, header.Channels, header.BitsPerSample, header.VariableBlockSize));
    }

    [Fact]
    public void A_header_with_any_bit_flipped_is_none()
    {
        byte[] frame = (FlacDecodingTests.Frame(70_000) with { RateCode = 13, RateExtra = 11_025 }).Build(new int[16]);
        Assert.True(FlacFrameHeader.TryParse(frame, out FlacFrameHeader whole));
        for (int bit = 0; bit < 8 * whole.Length; bit++)
        {
            byte[] flipped = [.. frame];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(FlacFrameHeader.TryParse(flipped, out _), $"bit {bit}");
        }
    }

    [Fact]
    public void A_header_that_is_cut_is_none()
    {
        byte[] frame = (FlacDecodingTests.Frame(70_000) with { RateCode = 13, RateExtra = 11_025 }).Build(new int[16]);
        Assert.True(FlacFrameHeader.TryParse(frame, out FlacFrameHeader whole));
        for (int length = 0; length < whole.Length; length++) Assert.False(FlacFrameHeader.TryParse(frame.AsSpan(0, length), out _));
        Assert.True(FlacFrameHeader.TryParse(frame.AsSpan(0, whole.Length), out _));
    }

    [Theory]
    [InlineData("reserved block size", 0, null, null, null, 0)]
    [InlineData("block of 65536", 7, 65535, null, null, 0)]
    [InlineData("forbidden rate", null, null, null, null, 15)]
    [InlineData("rate of 0", null, null, null, null, 13)]
    [InlineData("reserved channels", null, null, 11, null, 0)]
    [InlineData("last reserved channels", null, null, 15, null, 0)]
    [InlineData("reserved depth", null, null, null, 3, 0)]
    public void Reserved_and_forbidden_codes_are_refused(string what, int? sizeCode, int? sizeExtra, int? assignment, int? bitsCode,
        int rateCode)
    {
        FlacFrameCode code = FlacDecodingTests.Frame(0) with
        {
            BlockSizeCode = sizeCode,
            BlockSizeExtra = sizeExtra,
            Assignment = assignment,
            BitsCode = bitsCode,
            RateCode = rateCode,
        };
        Assert.False(FlacFrameHeader.TryParse(code.Build(new int[16]), out _), what);
    }

    [Fact]
    public void Checksums_follow_their_polynomials()
    {
        // "123456789" with CRC-8 (0x07) and CRC-16 (0x8005), initialised with 0: the check values of the two in catalogues of checksums.
        Assert.Equal(0xF4, FlacCrc8.Compute("123456789"u8));
        Assert.Equal(0xFEE8, FlacCrc16.Compute("123456789"u8));
    }

    [Fact]
    public void Folding_and_tables_give_the_same_checksum()
    {
        var random = new Random(1);
        byte[] bytes = new byte[2000];
        random.NextBytes(bytes);
        for (int length = 0; length < bytes.Length; length++)
            Assert.Equal(Slow(bytes.AsSpan(0, length)), FlacCrc16.Compute(bytes.AsSpan(0, length)));
        Assert.Equal(Slow(bytes), FlacCrc16.ComputeByTable(0, bytes));
    }

    private static int Slow(ReadOnlySpan<byte> bytes)
    {
        int crc = 0;
        foreach (byte b in bytes)
        {
            crc ^= b << 8;
            for (int bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ ((crc & 0x8000) != 0 ? 0x8005 : 0)) & 0xFFFF;
        }
        return crc;
    }
}
