using System.Reflection;
using System.Runtime.CompilerServices;

namespace AudioIO.Tests.Derived;

/// <summary>What is derived from signals of float, and what from signals of double.</summary>
public class SampleTypeTests
{
    /// <summary>Every public way to make something of a signal, by its name.</summary>
    public static TheoryData<string> Names => [.. Derivations().Select(method => method.Name).Distinct().Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_derived_from_float_is_derived_from_double_as_double(string name)
    {
        foreach (Type type in (Type[])[typeof(float), typeof(double)])
        {
            MethodInfo[] methods = [.. Derivations().Where(method => method.Name == name).Select(method => Closed(method, type)).OfType<MethodInfo>()];
            Assert.NotEmpty(methods);
            foreach (MethodInfo method in methods)
                Assert.True(method.ReturnType.GenericTypeArguments is [var result] && result == type, $"{method} gives {method.ReturnType}.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_documentation_lists_it(string name)
    {
        string table = File.ReadAllText(Path.Combine(Root(), "docs", "signals.md"));
        table = table[table.IndexOf("## Types", StringComparison.Ordinal)..];
        Assert.Contains($"`{name}`", table[..table.IndexOf("\n## ", 3, StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    private static Dictionary<string, (Func<Signal<float>, Signal<float>> Single, Func<Signal<double>, Signal<double>> Double)> Once { get; } = new()
    {
        ["mix"] = (s => s.Mix(0.3, -1.7), s => s.Mix(0.3, -1.7)),
        ["mean"] = (s => s.Mean(), s => s.Mean()),
        ["max"] = (s => s.Max(), s => s.Max()),
        ["gain"] = (s => s.Gain(0.7), s => s.Gain(0.7)),
        ["difference"] = (s => s.Difference(1, 0), s => s.Difference(1, 0)),
        ["reference"] = (s => s.CommonReference(), s => s.CommonReference()),
        ["causal"] = (s => s.Filter(Butterworth.BandPass(3, 400, 2000)), s => s.Filter(Butterworth.BandPass(3, 400, 2000))),
        ["zero-phase"] = (s => s.FilterZeroPhase(Elliptic.HighPass(4, 1, 60, 300)), s => s.FilterZeroPhase(Elliptic.HighPass(4, 1, 60, 300))),
        ["envelope"] = (s => s.Envelope(50), s => s.Envelope(50)),
        ["FIR"] = (s => s.Filter(FirFilter.LowPass(900, 300)), s => s.Filter(FirFilter.LowPass(900, 300))),
        ["Hilbert transform"] = (s => s.HilbertTransform(300), s => s.HilbertTransform(300)),
        ["resampled"] = (s => s.Resample(11_025), s => s.Resample(11_025)),
        ["decimated"] = (s => s.Resample(1, 3), s => s.Resample(1, 3)),
        ["RMS"] = (s => s.Rms(100, 33), s => s.Rms(100, 33)),
    };

    public static TheoryData<string> OnceNames => [.. Once.Keys];

    [Theory]
    [MemberData(nameof(OnceNames))]
    public void Floats_are_the_doubles_rounded_once_denormals_too(string name)
    {
        foreach (float scale in (float[])[1, MathF.ScaleB(1, -135), MathF.ScaleB(1, -149), MathF.ScaleB(1, 100)])
        {
            float[] values = [.. Kinds.Noise(40_000, 5).Select(x => x * scale)];
            using var floats = new Recording<float>(values, 2, 8000, 30_001);
            using var doubles = new Recording<double>([.. values.Select(x => (double)x)], 2, 8000, 30_001);
            using Signal<float> single = Once[name].Single(floats);
            using Signal<double> expected = Once[name].Double(doubles);
            Assert.Equal(Kinds.ReadAll(expected).Select(x => (float)x), Kinds.ReadAll(single));
        }
    }

    private static IEnumerable<MethodInfo> Derivations() =>
        typeof(DerivedSignal<,>).Assembly.GetExportedTypes()
            .Where(type => type.IsAbstract && type.IsSealed)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(method => method.IsDefined(typeof(ExtensionAttribute)) && SampleOf(method) is not null);

    // Of Signal<T> itself: what is made of a spectrogram has its own type.
    private static Type? SampleOf(MethodInfo method) =>
        method.GetParameters()[0].ParameterType is { IsGenericType: true } first && first.GetGenericTypeDefinition() == typeof(Signal<>)
            ? first.GenericTypeArguments[0]
            : null;

    /// <summary>The method for signals of a type; null where there is none.</summary>
    private static MethodInfo? Closed(MethodInfo method, Type type) =>
        method.IsGenericMethodDefinition ? method.MakeGenericMethod(type) : SampleOf(method) == type ? method : null;

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(path, "..", "..", "..", ".."));
}
