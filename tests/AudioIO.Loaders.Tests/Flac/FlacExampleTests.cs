namespace AudioIO.Tests.Flac;

/// <summary>The decoding examples of RFC 9639, appendix D, byte for byte.</summary>
public class FlacExampleTests
{
    private const string First =
        "664C614380000022100010000000 0F00000F0AC442F0000000013E84B41807DC690307586A3DAD1A2E0FFFF869180000BF0358FD0312 8BAA9A";

    private const string Second =
        "664C614300000022001000100000170000440AC442F000000013D5B0564975E98B8D8B930422757B8103" +
        "03000012000000000000000000000000000000000010" +
        "0400003A200000007265666572656E6365206C6962464C414320312E332E33203230313930383034010000000E0000005449544C453DD7A9D79CD795D79D" +
        "81000006000000000000" +
        "FFF86998000F991208670162 3D1442998F5DF70D6FE00C17CAEB21000EE7A77A24A1590C1217B603097B784FAA9A33D285E070AD5B1B4851B4010D99D2CD1A68F1E6B810" +
        "FFF869180102A402C382C40BC14A03EE48DD03B67C1330";

    private const string Third =
        "664C6143800000221000100000001F00001F07D00070000000 18F8F9E396F5CBCFC6DC807F9977906B32FFF868020017E944004F6F313D1047D227CB6D090831452BDC28222280 57A3";

    [Fact]
    public void Example_1_is_one_verbatim_frame_of_two_channels()
    {
        using FlacSource source = Open(First);
        Assert.Equal((44100, 2, 16, 1), (source.Info.Rate, source.Info.Channels, source.Info.BitsPerSample, source.Info.Frames));
        Assert.Equal([25588, 10416], FlacFile.ReadAll(source));
        Assert.Equal(FlacMd5Result.Matches, source.Verify().Md5);
    }

    [Fact]
    public void Example_2_has_metadata_and_predicted_stereo()
    {
        using FlacSource source = Open(Second);
        Assert.Equal((44100, 2, 16, 19), (source.Info.Rate, source.Info.Channels, source.Info.BitsPerSample, source.Info.Frames));
        Assert.Equal(FlacMd5Result.Matches, source.Verify().Md5);
        Assert.Equal(["STREAMINFO", "SEEKTABLE", "VORBIS_COMMENT", "PADDING"], source.MetadataBlocks.Select(block => block.Id));
        Assert.Equal([(8L, 34L), (46, 18), (68, 58), (130, 6)], source.MetadataBlocks.Select(block => (block.Position, block.Length)));
        Assert.Empty(source.Diagnostics);
    }

    [Fact]
    public void Example_3_is_a_linear_predictor_of_one_channel()
    {
        using FlacSource source = Open(Third);
        Assert.Equal(
            [0, 79, 111, 78, 8, -61, -90, -68, -13, 42, 67, 53, 13, -27, -46, -38, -12, 14, 24, 19, 6, -4, -5, 0],
            FlacFile.ReadAll(source));
        Assert.Equal(FlacMd5Result.Matches, source.Verify().Md5);
    }

    private static FlacSource Open(string hex) => FlacFile.Open(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
}
