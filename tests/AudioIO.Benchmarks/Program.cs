using AudioIO.Benchmarks;
using AudioIO.Benchmarks.Peers;
using BenchmarkDotNet.Running;

if (!NativeLibraries.IsPresent(NativeLibraries.SndFile))
{
    Console.Error.WriteLine("The benchmarks compare with libsndfile and libFLAC, and make FLAC files with the flac tool: apt-get install libsndfile1 flac");
    return 1;
}
if (args is ["--short", ..]) ShortMode.Run(args.AsSpan(1));
else BenchmarkSwitcher.FromAssembly(typeof(ShortMode).Assembly).Run(args);
return 0;
